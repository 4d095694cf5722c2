/**
 * A process of its own that sets one document: data as JSON on its input, the PDF on its output. Argument: the template.
 * The compiler reads no file but those below `server/src/` and fetches nothing; data reaches it as JSON, so a text in it
 * stays text and is never read as markup.
 */
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const SOURCES = fileURLToPath(new URL('../../', import.meta.url))
const FONTS = ['NotoSerifSC-Regular', 'NotoSerifSC-Bold']

const [template = ''] = process.argv.slice(2)
const fontBlobs = FONTS.map((name) =>
  brotliDecompressSync(readFileSync(new URL(`./fonts/${name}.ttf.br`, import.meta.url))),
)
const compiler = NodeCompiler.create({ workspace: SOURCES, fontArgs: [{ fontBlobs }] })
process.stdout.write(compiler.pdf({ mainFilePath: template, inputs: { data: await text(process.stdin) } }))
