import type { Book } from './book.ts'
import { type Detail, detailOf, NOTHING } from './detail.ts'
import { CALM, flapsOf, follow, type Look, persists } from './follow.ts'
import type { Surroundings } from './incidents.ts'
import { type Fate, KINDS, type Kind, type Member, type Track, type Trouble } from './model.ts'
import type { Observation, Seen } from './observe.ts'
import { causeOfKey, troubleOf } from './troubles.ts'

/** What ends a membership at once, whatever the incident is about. */
const FATES: Partial<Record<Kind, Fate>> = { paused: 'paused', stopped: 'stopped', missing: 'deleted' }

interface Moving {
  from: string
  trouble: Trouble
  tracks: Map<string, Track>
  members: Map<string, Member>
}

/** Decides, of one subject after the other, whether it joins an incident, leaves it, moves to another one or stays. */
export function createPlacing(book: Book, look: Look, seen: Observation, around: Surroundings) {
  const { rules, asked, muted } = around
  const moves = new Map<string, Moving>()

  const causeOf = ({ kind, key }: Trouble) => (kind === 'failed' ? seen.causes.get(causeOfKey(key)) : undefined)

  /** While the worker that tells cannot be believed, nothing is well. */
  const isWell = (track: Track) =>
    seen.stuck === undefined && flapsOf(track, rules, look.at) === 0 && persists(track.well, rules.recovers, look.at)

  const isRipe = (track: Track, trouble: NonNullable<Track['trouble']>) =>
    persists(trouble, rules.opens[trouble.kind], look.at) ||
    (trouble.kind === 'failed' && flapsOf(track, rules, look.at) > 0)

  /** What a worker says of connectors whose herder does not answer may be old: perhaps an outage holds them back soon. */
  const isDoubted = ({ kind }: Trouble) => seen.stuck !== undefined && KINDS[kind].of === 'connector'

  /** Leaves; what remains to be remembered of it. */
  function left(subject: string, { member, ...track }: Track, fate: Fate): Track {
    const since = fate === 'recovered' && track.well ? track.well : { from: look.before, to: look.at }
    if (member) book.leave(subject, member.incident, fate, since)
    return track.trouble || track.onsets ? track : CALM
  }

  function memberOf(track: Track, trouble: NonNullable<Track['trouble']>, { waiting, ...detail }: Detail): Member {
    const { from, to, key, kind } = trouble
    const flaps = flapsOf(track, rules, look.at)
    const lacks = kind === 'waiting' && waiting !== undefined && { waiting }
    return { ...detail, key, since: { from, to }, ...lacks, ...(flaps > 0 && { flaps }) }
  }

  function place(subject: string, track: Track, detail: Detail): Track {
    const { trouble, member } = track
    if (!trouble) return member && isWell(track) ? left(subject, track, 'recovered') : track
    const one = memberOf(track, trouble, detail)
    if (!member) {
      if (!isRipe(track, trouble) || isDoubted(trouble) || muted(subject, trouble.kind)) return track
      return { ...track, member: book.join(subject, trouble, causeOf(trouble) ?? detail.cause, one) }
    }
    if (trouble.key === member.key) {
      book.refresh(subject, member.incident, one)
      return track
    }
    const fate = FATES[trouble.kind]
    if (fate) return place(subject, left(subject, track, fate), detail)
    if (isRipe(track, trouble) && !isDoubted(trouble)) move(subject, member.incident, trouble, track, one)
    return track
  }

  /** What had failed before it was ever looked at is one message for each channel, at once. */
  function placeFirst(name: string, track: Track, detail: Detail): Track {
    if (!track.trouble || muted(name, 'first-look')) return track
    const cause = causeOf(track.trouble)
    const one = { ...memberOf(track, track.trouble, detail), ...(cause && { cause }) }
    return { ...track, member: book.join(name, FIRST_LOOK, undefined, one) }
  }

  function move(subject: string, from: string, trouble: Trouble, track: Track, member: Member): void {
    const at = `${from} ${trouble.key}`
    const group = moves.get(at) ?? { from, trouble, tracks: new Map(), members: new Map() }
    group.tracks.set(subject, track)
    group.members.set(subject, member)
    moves.set(at, group)
  }

  return {
    place,

    connector(name: string, before: Track, status: Seen, looked: boolean): Track {
      const trouble = troubleOf(status, before.member?.key ?? before.trouble?.key)
      if (!trouble && before === CALM) return CALM
      // What the app was asked to do is no trouble; what it comes to is judged once it is done.
      if (trouble && !before.member && asked.has(name)) return before
      const track = follow(before, trouble, look, rules)
      const isFirst = !looked && trouble?.kind === 'failed'
      return isFirst ? placeFirst(name, track, detailOf(status)) : place(name, track, detailOf(status))
    },

    /** Not among the statuses; deleted if plain names lack it too, which has to be seen for some looks. */
    vanished(name: string, before: Track): Track | undefined {
      if (seen.names === undefined || seen.names.has(name)) return before
      if (asked.get(name) === 'delete') {
        left(name, before, 'deleted')
        return undefined
      }
      const track = follow(before, { kind: 'missing', key: 'missing' }, look, rules)
      if (!persists(track.trouble, rules.opens.missing, look.at)) return track
      // It is told, and that is all there is to follow.
      left(name, place(name, track, NOTHING), 'deleted')
      return undefined
    },

    /** Those whose cause changed, together: an incident whose cause changed for all of them goes on. */
    moved(): [name: string, track: Track][] {
      return [...moves.values()].flatMap(({ from, trouble, tracks, members }) => {
        const moved = book.move(from, trouble, causeOf(trouble), members)
        return [...moved].map(([name, member]): [string, Track] => [name, { ...tracks.get(name), member }])
      })
    },
  }
}
export type Placing = ReturnType<typeof createPlacing>

const FIRST_LOOK: Trouble = { kind: 'first-look', key: 'first-look' }
