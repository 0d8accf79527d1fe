import { z } from "zod"

// The page's policy forbids code made of text, which zod would otherwise try for faster parsers. To be imported first.
z.config({ jitless: true })
