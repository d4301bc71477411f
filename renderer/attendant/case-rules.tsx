import { textIn } from '../../languages/text-in.ts';
import type { RuleWords } from '../../shared/refund-api.ts';
import { useLanguage, useAttendantWords } from '../languages/languages.tsx';

/** What is paid back after printing, each part under the name of who says so: nobody reads as a municipality's what it never said. */
export function CaseRules({ rule }: { readonly rule: RuleWords }) {
  const { refundCase } = useAttendantWords();
  const language = useLanguage();
  return (
    <div className="case-rules">
      {(['municipality', 'operator'] as const).map((whose) => {
        const words = rule[whose];
        return words === null ? null : (
          <p key={whose} className="case-rule">
            <strong>{refundCase.rules[whose]}</strong> {textIn(language, words)}
          </p>
        );
      })}
    </div>
  );
}
