import { withoutReadings } from '../../languages/ruby.ts';
import { isJapanese } from '../../shared/languages.ts';
import { useLanguage } from './languages.tsx';

interface InJapaneseProps {
  readonly text: string;
  /** What it stands beside: nothing is said twice. */
  readonly beside: string;
}

/** The Japanese name beside its translation: the paper, the window and the receiver speak Japanese. Nothing on a Japanese screen. */
export function InJapanese({ text, beside }: InJapaneseProps) {
  const plain = withoutReadings(text);
  if (isJapanese(useLanguage()) || plain === beside) return null;
  return (
    <span className="in-japanese" lang="ja">
      {plain}
    </span>
  );
}
