type Obj = Record<string, unknown>

const isObj = (value: unknown): value is Obj => typeof value === 'object' && value !== null

/** Every object in a payload, depth first. */
export function objectsIn(value: unknown): Obj[] {
  if (!isObj(value)) return []
  const inside = Object.values(value).flatMap(objectsIn)
  return Array.isArray(value) ? inside : [value, ...inside]
}

export const buttonsIn = (view: unknown) => objectsIn(view).filter(({ type }) => type === 'button')

/** What a person reads of an element's `text`. */
export const labelOf = ({ text }: Obj) => (isObj(text) ? String(text.text) : String(text))

/** All texts of a payload as somebody reads them, one per line. */
export const wordsOf = (view: unknown) =>
  objectsIn(view)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n')
