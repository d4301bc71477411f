import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import { openAt } from '../../../issuing-center/rules/hours.ts';
import { japanDate, japanDateTime, type Instant } from '../../../shared/dates.ts';
import { calendarOf } from './calendar.ts';
import { drawCertificates } from './certificates.ts';
import { drawScreens } from './draw-screens.ts';
import { escaped } from './markup.ts';
import { screensOf } from './screens.ts';

const styles = `
body { font: 15px/1.5 sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
span[lang='en'] { color: #555; }
table.calendar { border-collapse: collapse; font-size: 12px; }
table.calendar td, table.calendar th { border: 1px solid #ccc; width: 1.6em; text-align: center; padding: 1px 2px; }
td.weekend { background: #f0f0f0; } td.holiday { background: #fbe3e3; }
table.calendar th { white-space: nowrap; }
ul.legend { list-style: none; padding: 0; }
b.p0 { color: #003f7f; } b.p1 { color: #1a1a1a; } b.p2 { color: #8a2b00; } b.p3 { color: #006b3c; } b.p4 { color: #6a1b9a; } b.p5 { color: #7a5c00; }
figure.screen { display: inline-block; width: 512px; height: 410px; margin: 0 1rem 1rem 0; overflow: hidden; vertical-align: top; }
figure.screen iframe { border: 1px solid #888; transform: scale(0.5); transform-origin: 0 0; margin-bottom: -384px; }
.pages img { width: 300px; border: 1px solid #888; margin: 0 0.5rem 0.5rem 0; }
`;

/**
 * One page with everything that a municipality's file does: a year of hours and prices, the screens, and the certificates. It needs
 * nothing beside it, and no network.
 * @param now when it is looked at: the first day of the year, and what the screens say is open; while everything is closed, the screens are those of the next opening
 */
export async function previewPage(municipality: Municipality, now: Instant): Promise<string> {
  const { name, services } = municipality;
  const state = openAt(municipality, now);
  // Closed screens would say no prices.
  const openNow = state.open ? now : (state.opensAt ?? now);
  const calendars = services.map((service) => calendarOf(service, municipality, japanDate(now)));
  const title = `${name.ja} ${name.latin}`;
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'">
<title>${escaped(title)}</title><style>${styles}</style></head><body>
<h1>${escaped(title)}</h1><p>${escaped(japanDateTime(now))}</p>
<nav><a href="#calendar">暦 Calendar</a> <a href="#screens">画面 Screens</a> <a href="#certificates">証明書 Certificates</a></nav>
<section id="calendar"><h2>暦 Calendar</h2>${calendars.join('\n')}</section>
<section id="screens"><h2>画面 Screens</h2>${await drawScreens(screensOf(municipality, openNow))}</section>
<section id="certificates"><h2>証明書 Certificates</h2>${await drawCertificates(municipality)}</section>
</body></html>
`;
}
