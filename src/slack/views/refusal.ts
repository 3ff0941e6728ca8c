import type { Ref } from '../../connectors/model.ts'
import type { Permission } from '../../connectors/policy.ts'
import { type Message, message } from './blocks.ts'
import { paragraph } from './rich-text.ts'
import { clip, fullName, oneLine, shortName } from './text.ts'
import { shortly } from './words.ts'

const DEEDS: Record<Permission, string> = {
  CONNECT_INSPECT: 'look into',
  CONNECT_CREATE: 'create',
  CONNECT_EDIT_CONFIG: 'change the config of',
  CONNECT_ALTER_STATE: 'change the state of',
  CONNECT_DELETE: 'delete',
}

interface Refusal {
  permission: Permission
  ref: Ref
  clusterName: string
  roles: readonly string[]
  /** A policy asks for an approval, which cannot be given here. */
  staged?: boolean
  /** From the configuration: who can grant it, where to ask. */
  ask?: string | undefined
}

/** A missing right, to the person alone: what it takes, what they have, where to ask. */
export function refusalView({ permission, ref, clusterName, roles, staged = false, ask }: Refusal): Message {
  const deed = `You may not ${DEEDS[permission]}`
  const has = roles.length === 0 ? 'you have no role' : `your roles are ${clip(roles.map(oneLine).join(', '), 500)}`
  const takes = staged
    ? `${permission} takes an approval there, and approvals are not available yet`
    : `that takes ${permission}, ${has}`
  const next = ask === undefined ? 'Ask who runs this app for it.' : clip(oneLine(ask), 500)
  return message(`${deed} ${shortly(ref, clusterName)}: ${takes}. ${next}`, [
    paragraph([{ bold: `${deed} ${fullName(ref.connector)}` }, ` on ${shortName(clusterName)}: ${takes}.`], [next]),
  ])
}
