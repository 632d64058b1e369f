import { z } from 'zod'

// Zod tries `new Function` for speed as soon as a schema is made; the page's content security policy refuses that, and says so in the console.
z.config({ jitless: true })
