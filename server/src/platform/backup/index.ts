export { backup } from './backup.ts'
export { BackupError } from './manifest.ts'
export { readBackup, readSecret, restore } from './restore.ts'
