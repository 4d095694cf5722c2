/** The contract's words of one language; made by the plugin in vite.config.ts. */
declare module 'words:zh' {
  export const words: Readonly<Record<string, Readonly<Record<string, string>>>>
}
declare module 'words:en' {
  export const words: Readonly<Record<string, Readonly<Record<string, string>>>>
}
