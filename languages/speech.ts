/** Texts by the form of a word that a number or a choice asks for; `=3` is for exactly that number. */
export interface Forms {
  readonly other: string;
  readonly [form: string]: string | undefined;
}

/** What compiled texts call, in the manner of one language. */
export interface Speech {
  /** A number in the language's own digits, without separators: 12345. */
  readonly number: (value: number) => string;
  /** @param offset how much less is counted: "Anna and # others" */
  readonly plural: (value: number, forms: Forms, offset?: number) => string;
  /** For places in a series: 1st, 2nd. */
  readonly ordinal: (value: number, forms: Forms, offset?: number) => string;
  readonly select: (value: string, forms: Forms) => string;
}

/**
 * @param tag the language whose grammar decides: `zh-Hans`
 * @param locale for the digits: `ne-NP`, or `ne-NP-u-nu-latn`
 */
export function speech(tag: string, locale: string): Speech {
  const digits = new Intl.NumberFormat(locale, { useGrouping: false });
  const formBy =
    (type: Intl.PluralRuleType) =>
    (value: number, forms: Forms, offset = 0): string => {
      const rules = new Intl.PluralRules(tag, { type });
      return own(forms, `=${value}`) ?? own(forms, rules.select(value - offset)) ?? forms.other;
    };
  return {
    number: (value) => digits.format(value),
    plural: formBy('cardinal'),
    ordinal: formBy('ordinal'),
    select: (value, forms) => own(forms, value) ?? forms.other,
  };
}

/** A name of every object, like `constructor`, is no form. */
function own(forms: Forms, form: string): string | undefined {
  return Object.hasOwn(forms, form) ? forms[form] : undefined;
}
