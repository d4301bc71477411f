import type { EnrolmentForm } from '../../shared/service-api.ts';

/** What is typed into the form of the registered-domicile enrolment; `entered` is the field being typed. */
export interface Form {
  readonly town: string;
  readonly number: string;
  /** Null: the resident is the head of the register. */
  readonly headOfRegister: string | null;
  readonly telephone: string;
  readonly entered: string;
}

export const emptyForm: Form = { town: '', number: '', headOfRegister: null, telephone: '', entered: '' };

export type Field = 'number' | 'headOfRegister' | 'telephone';

interface FieldRule {
  readonly key: RegExp;
  readonly most: number;
  readonly complete: RegExp;
}

const rules: Record<Field, FieldRule> = {
  /** Block numbers of an address: 1-2-3. */
  number: { key: /^[0-9-]$/, most: 20, complete: /^[1-9][0-9]*(-[1-9][0-9]*){0,4}$/ },
  /** Kana: an office looks up the register by reading, and no kiosk has room for every kanji of a name. */
  headOfRegister: { key: /^[ぁ-んー]$/u, most: 30, complete: /^[ぁ-んー]+$/u },
  /** Japanese telephone numbers: 0 and nine or ten digits. */
  telephone: { key: /^[0-9]$/, most: 11, complete: /^0[0-9]{9,10}$/ },
};

/** Adds a key; one that the field does not accept, or has no room for, changes nothing. */
export function typeInto(form: Form, field: Field, key: string): Form {
  const rule = rules[field];
  if (!rule.key.test(key) || form.entered.length >= rule.most) return form;
  return { ...form, entered: form.entered + key };
}

export function eraseLast(form: Form): Form {
  return { ...form, entered: form.entered.slice(0, -1) };
}

export function isComplete(form: Form, field: Field): boolean {
  return rules[field].complete.test(form.entered);
}

/** Takes what was entered as the field's value. */
export function takeEntry(form: Form, field: Field): Form {
  return { ...form, [field]: form.entered, entered: '' };
}

/** Opens a field for typing with its present value, so that whoever comes back corrects it rather than retyping. */
export function openField(form: Form, field: Field): Form {
  return { ...form, entered: form[field] ?? '' };
}

/** The form as it is signed: ('みほん町', '1-2-3') is みほん町 1-2-3. */
export function enrolmentForm({ town, number, headOfRegister, telephone }: Form): EnrolmentForm {
  return { place: `${town} ${number}`, headOfRegister, telephone };
}
