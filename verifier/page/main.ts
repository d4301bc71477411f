import { languages } from '../../shared/certificates.ts';
import type { Language } from '../../shared/certificates.ts';
import type { PageVerdict } from '../verdict.ts';
import { bytesOfText, fontFrom } from './embedded.ts';
import type { Answered, Asked } from './messages.ts';
import { greyOf, showGrey } from './picture.ts';
import { verdictView } from './verdict-view.ts';
import { words } from './words.ts';
import type { Words } from './words.ts';

type Verdict = Extract<Answered, { answer: 'verdict' }>;

/** What the page shows; everything on it follows from this. */
interface Shown {
  language: Language;
  busy: 'starting' | 'working' | null;
  camera: MediaStream | null;
  trouble: 'noPicture' | 'tooSmall' | 'noCamera' | 'broke' | 'listRefused' | null;
  lists: Extract<Answered, { answer: 'ready' }> | null;
  result: Verdict | null;
}

const shown: Shown = {
  language: languages.find((language) => navigator.language.startsWith(language)) ?? 'en',
  busy: 'starting',
  camera: null,
  trouble: null,
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
  worker.postMessage(asked, moved);
  show();
}

async function start(): Promise<void> {
  const font = await fontFrom(textOf('font'));
  const codeReader = bytesOfText(textOf('code-reader')).buffer;
  const [rootKey, keys, voids] = [textOf('root-key'), textOf('seal-keys'), textOf('void-lists')];
  ask({ ask: 'start', font, codeReader, rootKey, keys, voids: voids === '' ? null : voids }, [
    font,
    codeReader,
  ]);
}

async function verify(source: Blob): Promise<void> {
  shown.busy = 'working';
  shown.result = null;
  show();
  const outcome = await greyOf(source);
  if (outcome.picture === null) {
    shown.busy = null;
    shown.trouble = outcome.why;
    show();
    return;
  }
  ask({ ask: 'verify', scan: outcome.picture }, [outcome.picture.bytes.buffer]);
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

/** A photograph where the camera takes one, in its own size; else the frame that the video shows. */
async function takePicture(): Promise<void> {
  const video = element('video', HTMLVideoElement);
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const frame = await canvas.convertToBlob({ type: 'image/png' });
  closeCamera();
  await verify(frame);
}

function show(): void {
  const w = words[shown.language];
  document.documentElement.lang = shown.language;
  document.title = w.title;
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]'))
    node.textContent = wordOf(w, node.dataset['word'] ?? '');
  const idle = shown.busy === null && shown.lists !== null;
  for (const control of document.querySelectorAll<HTMLButtonElement | HTMLInputElement>('[data-when-idle]'))
    control.disabled = !idle;
  element('working', HTMLElement).hidden = shown.busy !== 'working';
  element('starting', HTMLElement).hidden = shown.busy !== 'starting';
  element('camera-view', HTMLElement).hidden = shown.camera === null;
  const video = element('video', HTMLVideoElement);
  if (video.srcObject !== shown.camera) video.srcObject = shown.camera;
  const trouble = element('trouble', HTMLElement);
  trouble.hidden = shown.trouble === null;
  trouble.textContent = shown.trouble === null ? '' : w[shown.trouble];
  element('lists-state', HTMLElement).textContent = listsText(w);
  showResult(w);
}

function wordOf(w: Words, name: string): string {
  const word: unknown = Reflect.get(w, name);
  return typeof word === 'string' ? word : '';
}

function listsText(w: Words): string {
  if (shown.lists === null) return '';
  const { keysAsOf, voidsAsOf } = shown.lists;
  const day = (at: number) => new Date(at).toLocaleDateString(shown.language);
  const voids = voidsAsOf === null ? w.noVoids : `${w.voidsAsOf}: ${day(voidsAsOf)}`;
  return `${w.keysAsOf}: ${day(keysAsOf)} / ${voids}`;
}

function showResult(w: Words): void {
  const result = element('result', HTMLElement);
  result.hidden = shown.result === null;
  if (shown.result === null) return;
  const { verdict, document: pages, pictures } = shown.result;
  const judged: PageVerdict = pages.at(-1) ?? verdict;
  element('verdict', HTMLElement).replaceChildren(...verdictView(judged, w));
  element('verdict', HTMLElement).dataset['verdict'] = judged.verdict;
  element('sheets', HTMLElement).textContent = `${w.sheets}: ${pages.length}`;
  element('pictures', HTMLElement).hidden = pictures === null;
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
    context.strokeStyle = '#d00000';
    context.lineWidth = 5;
    for (const { x, y, w: wide, h } of regions) {
      const [left, top, width, height] = [x, y, wide, h].map((mm) => mm * pictures.pixelsPerMm);
      context.strokeRect((left ?? 0) - 8, (top ?? 0) - 8, (width ?? 0) + 16, (height ?? 0) + 16);
    }
  }
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

onFile('file', verify);
onFile('lists-file', async (file) => ask({ ask: 'lists', text: await file.text() }));
onPress('camera', openCamera);
onPress('take-picture', takePicture);
onPress('stop-camera', closeCamera);
onPress('new-document', () => ask({ ask: 'newDocument' }));
for (const language of languages)
  onPress(`language-${language}`, () => {
    shown.language = language;
    show();
  });
show();
start().catch(broke);
