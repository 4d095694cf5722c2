import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './tool.ts'

/** Whom the database programs run as; undefined: as ourselves. */
export type DatabaseUser = { uid: number; gid: number }

/** "nobody" on Linux. PostgreSQL refuses to run as root, and a user of our own would have to be created first. */
const nobody: DatabaseUser = { uid: 65_534, gid: 65_534 }

export function weAreRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Decides whom the database runs as. Root hands over to the cluster's present owner, so that one `sudo npm start`
 * does not take the data away from the person who started it before; without one, to nobody.
 */
export function chooseUser(cluster: string | undefined): DatabaseUser | undefined {
  if (!weAreRoot()) return undefined
  if (cluster === undefined) return nobody
  const { uid, gid } = lstatSync(cluster)
  return uid === 0 ? nobody : { uid, gid }
}

/** Tried, not computed: modes alone do not tell about access lists, mounts and name spaces. */
export async function canEnter(user: DatabaseUser | undefined, directory: string): Promise<boolean> {
  if (!user) return true
  return (await runTool('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { user })).ok
}

/** Gives a whole tree to the user; never follows a symbolic link out of it. */
export function giveTree(path: string, user: DatabaseUser): void {
  lchownSync(path, user.uid, user.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTree(join(path, name), user)
}
