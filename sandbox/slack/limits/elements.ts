import { isDeepStrictEqual } from 'node:util'
import { list, type Obj, objs } from '../json.ts'
import {
  actionId,
  confirm,
  dispatchActionConfig,
  eitherOptionsOrGroups,
  option,
  options,
  overflowOption,
  plainText,
  richOption,
  url,
} from './objects.ts'
import { richText } from './rich-text.ts'
import { array, boolean, type Check, complain, integer, matching, object, oneOf, string } from './schema.ts'

/** Block elements (docs.slack.dev/reference/block-kit/block-elements). */
const type = string(255)
const id = string(255)
const action = { action_id: actionId, confirm }
const focus = { focus_on_load: boolean }
const placeholder = { placeholder: plainText(150) }
const menu = { ...action, ...focus, ...placeholder }
const typed = { action_id: actionId, ...focus, ...placeholder, dispatch_action_config: dispatchActionConfig }
const upTo = { max_selected_items: integer(1, 1000) }
const filter = object(
  {},
  {
    include: array(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
)
const numeral = matching(/^-?\d+(\.\d+)?$/, 'a number in a string')
const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'a date in the format YYYY-MM-DD')
const time = matching(/^\d{2}:\d{2}$/, 'a time in the format HH:mm')

/** What is chosen at first must be one of the options, letter by letter. */
const initialAmongOptions: Parameters<typeof object>[2] = (element, at, context) => {
  const offered = [...objs(element.options), ...objs(element.option_groups).flatMap((group) => objs(group.options))]
  const known = (wanted: unknown) => offered.some((item) => isDeepStrictEqual(item, wanted))
  if (element.initial_option !== undefined && !known(element.initial_option)) {
    complain(context, '`initial_option` must exactly match one of the provided options', `${at}/initial_option`)
  }
  for (const [index, wanted] of list(element.initial_options).entries()) {
    if (known(wanted)) continue
    complain(context, '`initial_options` must exactly match the provided options', `${at}/initial_options/${index}`)
  }
}

const minNotAboveMax =
  (min: string, max: string): Parameters<typeof object>[2] =>
  (element: Obj, at, context) => {
    if (element[min] === undefined || element[max] === undefined) return
    if (Number(element[min]) > Number(element[max])) complain(context, `\`${min}\` must not be above \`${max}\``, at)
  }

const button: Check = object(
  { type, text: plainText(75) },
  { ...action, value: string(2000), url, style: oneOf('primary', 'danger'), accessibility_label: string(75) },
)

export const imageElement: Check = object(
  { type, alt_text: string(2000) },
  { image_url: url, slack_file: object({}, { id, url }) },
)

/** Every element that acts or takes input, by its `type`; blocks say which of them they hold. */
export const ELEMENTS = {
  button,
  overflow: object({ type, options: array(overflowOption, 1, 5) }, action),
  checkboxes: object(
    { type, options: array(richOption, 1, 10) },
    { ...action, ...focus, initial_options: array(richOption, 1, 10) },
    initialAmongOptions,
  ),
  radio_buttons: object(
    { type, options: array(richOption, 1, 10) },
    { ...action, ...focus, initial_option: richOption },
    initialAmongOptions,
  ),
  static_select: object(
    { type },
    { ...menu, ...options(1), initial_option: option },
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  multi_static_select: object(
    { type },
    { ...menu, ...upTo, ...options(1), initial_options: array(option, 1, 100) },
    eitherOptionsOrGroups,
    initialAmongOptions,
  ),
  external_select: object({ type }, { ...menu, min_query_length: integer(0, 1000), initial_option: option }),
  multi_external_select: object(
    { type },
    { ...menu, ...upTo, min_query_length: integer(0, 1000), initial_options: array(option, 1, 100) },
  ),
  users_select: object({ type }, { ...menu, initial_user: id }),
  multi_users_select: object({ type }, { ...menu, ...upTo, initial_users: array(id, 0, 1000) }),
  channels_select: object({ type }, { ...menu, initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: object({ type }, { ...menu, ...upTo, initial_channels: array(id, 0, 1000) }),
  conversations_select: object(
    { type },
    {
      ...menu,
      initial_conversation: id,
      default_to_current_conversation: boolean,
      filter,
      response_url_enabled: boolean,
    },
  ),
  multi_conversations_select: object(
    { type },
    { ...menu, ...upTo, initial_conversations: array(id, 0, 1000), default_to_current_conversation: boolean, filter },
  ),
  datepicker: object({ type }, { ...menu, initial_date: date }),
  timepicker: object({ type }, { ...menu, initial_time: time, timezone: string(100) }),
  datetimepicker: object({ type }, { ...action, ...focus, initial_date_time: integer(1e9, 9_999_999_999) }),
  plain_text_input: object(
    { type },
    {
      ...typed,
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    minNotAboveMax('min_length', 'max_length'),
  ),
  number_input: object(
    { type, is_decimal_allowed: boolean },
    { ...typed, initial_value: numeral, min_value: numeral, max_value: numeral },
    minNotAboveMax('min_value', 'max_value'),
  ),
  email_text_input: object({ type }, { ...typed, initial_value: string(3000, 0) }),
  url_text_input: object({ type }, { ...typed, initial_value: string(3000, 0) }),
  rich_text_input: object(
    { type },
    { ...typed, initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100) },
  ),
  file_input: object(
    { type },
    { action_id: actionId, filetypes: array(string(255), 1, 100), max_files: integer(1, 10) },
  ),
} satisfies { [name: string]: Check }
