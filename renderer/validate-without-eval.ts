import { z } from 'zod';

// The page's content security policy forbids code made from text; zod then must not try. Read before any schema is made.
z.config({ jitless: true });
