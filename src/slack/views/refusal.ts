import type { Ref } from '../../connectors/model.ts'
import type { Permission } from '../../connectors/policy.ts'
import { type Message, message } from './blocks.ts'
import { paragraph } from './rich-text.ts'
import { clip } from './text.ts'
import { shortly } from './words.ts'

interface Refusal {
  /** The whole sentence: what it takes, what they have, where to ask. */
  said: string
  permission: Permission
  ref: Ref
  clusterName: string
}

/** A missing right, to the person alone. The missing permission comes first where a long name would push it out. */
export const refusalView = ({ said, permission, ref, clusterName }: Refusal): Message =>
  message(`refused, you lack ${permission} for ${shortly(ref, clusterName)}: ${said}`, [paragraph([clip(said, 2_000)])])
