/**
 * Run by `chromium.ts` in a process of its own: `node chromium-unpack.ts <draft folder> <final folder>`, with TMPDIR set
 * to the draft folder, since the package unpacks into the temp directory.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import packaged from '@sparticuz/chromium'

const [draft, final] = process.argv.slice(2)
if (draft === undefined || final === undefined) throw new Error('usage: chromium-unpack.ts <draft> <final>')

await packaged.executablePath()

for (const font of ['NotoSansSC-Subset.ttf', 'NotoSansMongolian-Regular.ttf']) {
  const packed = await readFile(new URL(`./fonts/${font}.br`, import.meta.url))
  await writeFile(join(draft, 'fonts', font), brotliDecompressSync(packed))
}

await mkdir(join(draft, 'fontconfig'), { recursive: true })
await writeFile(
  join(draft, 'fontconfig', 'fonts.conf'),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">../fonts</dir>
  <cachedir>${final}/font-cache</cachedir>
  <config></config>
</fontconfig>
`,
)
