/**
 * One of our pages in a window of its own. Both hosts (Electron, Chromium) behave the same; nothing above them knows which
 * it is.
 */
export interface WindowOptions {
  /** Folder of the built page: index.html and its assets. */
  readonly dist: string;
  readonly title: string;
  /** Name of the bridge in the page: `window.komado` for the kiosk, `window.simulatorConsole` for the console. */
  readonly bridge: string;
  readonly query: Readonly<Record<string, string>>;
  /** True: full screen without any browser controls; false: an ordinary window at `bounds`. */
  readonly kiosk: boolean;
  /**
   * Where keys that a kiosk has no use for reach neither the page nor the browser (shared/kiosk-keys.ts): codes of the keys of the
   * site's pad. Null: all keys do.
   */
  readonly onlyKioskKeys: readonly string[] | null;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** Answers what the page sends. Whatever it sends is unchecked data. */
  readonly onCall: (payload: unknown) => Promise<unknown>;
  /** The page reports that it has painted what was published with this number. */
  readonly onPainted: (id: number) => void;
  /** The page tells of a fault that it gets by with. Unchecked data. */
  readonly onFault?: (fault: unknown) => void;
  /** The page wants something said aloud. Unchecked data. */
  readonly onSaid?: (payload: unknown) => void;
  /** The renderer crashed, or its window was closed. */
  readonly onGone: () => void;
}

export interface PanelSize {
  readonly width: number;
  readonly height: number;
}

export interface PageWindow {
  /** Gives the page what to show; a page that is loading or was reopened gets the latest at once. */
  publish(data: unknown): void;
  /**
   * True when the page's own thread answers within the deadline: a frozen page does not. `covered`: it answers, but something
   * else has the focus of the screen that is its alone, a dialog or another window.
   */
  ping(deadlineMs: number): Promise<boolean | 'covered'>;
  /** Throws the renderer away and begins a new one on what was published last. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface KioskHost {
  readonly name: 'electron' | 'chromium';
  /** One line for the operator: which host, which version, and which of its protections are off. */
  readonly description: string;
  openWindow(options: WindowOptions): Promise<PageWindow>;
  /** How large the panel is, CSS pixels, for a kiosk that nobody has told yet. @throws when there is no panel */
  panelSize(): Promise<PanelSize>;
  close(): Promise<void>;
}

/** Only files of the built page may load, and nothing may be sent anywhere. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page's address inside the browser. `.invalid` can never exist on the network (RFC 2606). */
export const pageOrigin = 'https://kiosk.invalid';
