import { z } from 'zod';

// The page's content security policy forbids code made from text, so zod must not try. Imported before any schema is made.
z.config({ jitless: true });
