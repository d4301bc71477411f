import { facts } from '../../languages/compiled/facts.ts';
import { receiver } from '../../languages/compiled/receiver.ts';
import type { ReceiverWords } from '../../languages/compiled/words.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { languageSchema, languages, type Language } from '../../shared/languages.ts';
import { err } from '../../shared/result.ts';
import type { FileRefusal } from '../file/refusal.ts';
import type { PageArea } from '../image/warp.ts';
import type { PageVerdict } from '../verdict.ts';
import { bytesOfText, fontFrom } from './embedded.ts';
import { languageOf } from './language-of.ts';
import type { Answered, Asked } from './messages.ts';
import { pictureIn, pixelsOf, showGrey } from './picture.ts';
import { setWords } from './set-words.ts';
import { textElement, verdictView } from './verdict-view.ts';

type Verdict = Extract<Answered, { answer: 'verdict' }>;

/** What the page shows; everything on it follows from this. */
interface Shown {
  language: Language;
  busy: 'starting' | 'working' | null;
  camera: MediaStream | null;
  trouble: 'noCamera' | 'broke' | 'listRefused' | null;
  /** Why the last picture was not taken. */
  refused: FileRefusal | null;
  lists: Extract<Answered, { answer: 'ready' }> | null;
  result: Verdict | null;
}

const shown: Shown = {
  language: languageOf(navigator.languages),
  busy: 'starting',
  camera: null,
  trouble: null,
  refused: null,
  lists: null,
  result: null,
};

const worker = startWorker();

function startWorker(): Worker {
  const source = new Blob([textOf('worker')], { type: 'text/javascript' });
  const started = new Worker(URL.createObjectURL(source));
  started.addEventListener('message', ({ data }: MessageEvent<Answered>) => onAnswer(data));
  started.addEventListener('error', () => onAnswer({ answer: 'broke', why: 'worker' }));
  return started;
}

function onAnswer(answer: Answered): void {
  shown.busy = null;
  switch (answer.answer) {
    case 'ready':
      shown.lists = answer;
      break;
    case 'listRefused':
      shown.trouble = 'listRefused';
      break;
    case 'verdict':
      shown.result = answer;
      break;
    case 'emptied':
      shown.result = null;
      break;
    case 'broke':
      shown.trouble = 'broke';
      break;
  }
  show();
}

function ask(asked: Asked, moved: Transferable[] = []): void {
  shown.busy = asked.ask === 'start' ? 'starting' : 'working';
  shown.trouble = null;
  shown.refused = null;
  worker.postMessage(asked, moved);
  show();
}

async function start(): Promise<void> {
  const font = await fontFrom(textOf('font'));
  const codeReader = bytesOfText(textOf('code-reader')).buffer;
  const nearestGlyphs = bytesOfText(textOf('nearest-glyphs')).buffer;
  const [rootKey, keys, voids] = [textOf('root-key'), textOf('seal-keys'), textOf('void-lists')];
  const lists = { rootKey, keys, voids: voids === '' ? null : voids };
  ask({ ask: 'start', font, codeReader, nearestGlyphs, ...lists }, [font, codeReader, nearestGlyphs]);
}

async function verify(open: () => Promise<ReturnType<typeof pixelsOf>>): Promise<void> {
  shown.busy = 'working';
  shown.result = null;
  show();
  const picture = await open();
  if (!picture.ok) {
    shown.busy = null;
    shown.refused = picture.error;
    show();
    return;
  }
  ask({ ask: 'verify', scan: picture.value }, [picture.value.rgb.buffer]);
}

async function openCamera(): Promise<void> {
  try {
    const video = { facingMode: 'environment', width: { ideal: 4096 }, height: { ideal: 4096 } };
    shown.camera = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    shown.trouble = null;
  } catch {
    shown.trouble = 'noCamera';
  }
  show();
}

function closeCamera(): void {
  for (const track of shown.camera?.getTracks() ?? []) track.stop();
  shown.camera = null;
  show();
}

/** The frame that the video shows: its very pixels are judged. */
async function takePicture(): Promise<void> {
  const video = element('video', HTMLVideoElement);
  const frame = video.videoWidth === 0 ? err('broken' as const) : pixelsOf(video);
  closeCamera();
  await verify(() => Promise.resolve(frame));
}

function show(): void {
  const w = receiver[shown.language];
  document.documentElement.lang = shown.language;
  document.title = withoutReadings(w.title);
  element('language', HTMLSelectElement).value = shown.language;
  element('language', HTMLSelectElement).ariaLabel = withoutReadings(w.language);
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]'))
    setWords(node, wordOf(w, node.dataset['word'] ?? ''));
  const idle = shown.busy === null && shown.lists !== null;
  for (const control of document.querySelectorAll<HTMLButtonElement | HTMLInputElement>('[data-when-idle]'))
    control.disabled = !idle;
  element('working', HTMLElement).hidden = shown.busy !== 'working';
  element('starting', HTMLElement).hidden = shown.busy !== 'starting';
  element('camera-view', HTMLElement).hidden = shown.camera === null;
  const video = element('video', HTMLVideoElement);
  if (video.srcObject !== shown.camera) video.srcObject = shown.camera;
  const trouble = element('trouble', HTMLElement);
  setWords(trouble, troubleText(w));
  trouble.hidden = trouble.textContent === '';
  setWords(element('lists-state', HTMLElement), listsText(w));
  showResult(w);
}

function troubleText(w: ReceiverWords): string {
  if (shown.refused !== null) return w.refused[shown.refused];
  return shown.trouble === null ? '' : w[shown.trouble];
}

function wordOf(w: ReceiverWords, name: string): string {
  const word: unknown = Reflect.get(w, name);
  return typeof word === 'string' ? word : '';
}

function listsText(w: ReceiverWords): string {
  if (shown.lists === null) return '';
  const { keysAsOf, voidsAsOf } = shown.lists;
  const day = (at: number) => new Date(at).toLocaleDateString(facts[shown.language].locale);
  const voids = voidsAsOf === null ? w.noVoids : `${w.voidsAsOf}: ${day(voidsAsOf)}`;
  return `${w.keysAsOf}: ${day(keysAsOf)} / ${voids}`;
}

function showResult(w: ReceiverWords): void {
  const result = element('result', HTMLElement);
  result.hidden = shown.result === null;
  if (shown.result === null) return;
  const { verdict, document: pages, pictures, text, beside } = shown.result;
  const judged: PageVerdict = pages.at(-1) ?? verdict;
  element('verdict', HTMLElement).replaceChildren(...verdictView(judged, beside, shown.language));
  element('verdict', HTMLElement).dataset['verdict'] = judged.verdict;
  setWords(element('sheets', HTMLElement), `${w.sheets}: ${pages.length}`);
  element('true-text', HTMLElement).hidden = text === null;
  element('true-lines', HTMLElement).replaceChildren(...(text ?? []).map((line) => textElement('li', line)));
  showBeside(beside);
  // A page that stands beside another is not shown as if it had been found good.
  element('pictures', HTMLElement).hidden = pictures === null || beside !== null;
  if (pictures === null) return;
  const regions = verdict.verdict === 'altered' && verdict.altered === 'content' ? verdict.regions : [];
  for (const [name, picture] of [
    ['seen', pictures.seen],
    ['truth', pictures.truth],
  ] as const) {
    const canvas = element(name, HTMLCanvasElement);
    showGrey(canvas, picture);
    const context = canvas.getContext('2d');
    if (context === null) continue;
    for (const { x, y, w: wide, h } of regions) {
      const [left = 0, top = 0, width = 0, height = 0] = [x, y, wide, h].map(
        (mm) => mm * pictures.pixelsPerMm,
      );
      frame(context, { x: left, y: top, w: width, h: height });
    }
  }
}

function showBeside(beside: Verdict['beside']): void {
  element('beside', HTMLElement).hidden = beside === null;
  if (beside === null) return;
  const canvas = element('beside-picture', HTMLCanvasElement);
  showGrey(canvas, beside.picture);
  const context = canvas.getContext('2d');
  if (context !== null) frame(context, beside.area);
}

/** @param area pixels */
function frame(context: CanvasRenderingContext2D, { x, y, w, h }: PageArea): void {
  context.strokeStyle = '#d00000';
  context.lineWidth = 5;
  context.strokeRect(x - 8, y - 8, w + 16, h + 16);
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent.trim() ?? '';
}

function element<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

function onFile(id: string, use: (file: File) => Promise<void>): void {
  const input = element(id, HTMLInputElement);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    // The same file again is a new question.
    input.value = '';
    if (file !== undefined) use(file).catch(broke);
  });
}

function onPress(id: string, act: () => Promise<void> | void): void {
  element(id, HTMLButtonElement).addEventListener('click', () => void Promise.resolve(act()).catch(broke));
}

function broke(): void {
  onAnswer({ answer: 'broke', why: 'page' });
}

onFile('file', (file) => verify(() => pictureIn(file)));
onFile('lists-file', async (file) => ask({ ask: 'lists', text: await file.text() }));
onPress('camera', openCamera);
onPress('take-picture', takePicture);
onPress('stop-camera', closeCamera);
onPress('new-document', () => ask({ ask: 'newDocument' }));
const chooser = element('language', HTMLSelectElement);
chooser.append(
  ...languages.map((language) => {
    const option = new Option(facts[language].name, language);
    option.lang = language;
    return option;
  }),
);
chooser.addEventListener('change', () => {
  shown.language = languageSchema.parse(chooser.value);
  show();
});
show();
start().catch(broke);
