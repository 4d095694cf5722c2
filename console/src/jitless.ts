import { z } from 'zod'

// Imported before anything that declares a shape: zod otherwise tries `new Function`, which the page's policy forbids.
z.config({ jitless: true })
