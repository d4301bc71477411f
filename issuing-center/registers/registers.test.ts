import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fiscalYearSchema } from '../../shared/certificates.ts';
import { isoDate } from '../../shared/dates.ts';
import { requestIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { wordedDate } from '../../shared/register-date.ts';
import { err, ok } from '../../shared/result.ts';
import { madeUpFacts } from '../../testing/center/made-up-facts.ts';
import { openEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import type { Queries, Row, Sql } from '../store/sql.ts';
import { saveEnrolment, setEnrolmentState, type EnrolmentEntry } from './enrolments.ts';
import { readFacts, type Facts } from './facts.ts';
import { readFamilyRegister, saveFamilyRegister } from './family-registers.ts';
import { readHousehold, saveHousehold, saveResident } from './residents.ts';
import { readRestrictions, saveRestriction } from './restrictions.ts';
import { readSeals, saveSeal } from './seals.ts';
import { saveTax } from './taxes.ts';
import { saveCertificate, setRevoked } from './user-certificates.ts';
import { saveVaccination } from './vaccinations.ts';
import { codes } from '../../testing/municipality-codes.ts';

const tsukuba = codes.tsukuba;
const minato = codes.minato;
const day = isoDate('2026-11-20');
const facts = madeUpFacts(tsukuba, { other: { formerName: '例示', formerNameReading: 'レイジ' } });
const enrolment: EnrolmentEntry = {
  id: 'E-AAAA-0001',
  resident: 'holder',
  municipality: tsukuba,
  ...facts.key,
  state: 'received',
  madeAt: 1_700_000_000_000,
  requestId: requestIdSchema.parse('ab'.repeat(16)),
  form: { place: '見本町 1-2-3', headOfRegister: null, telephone: '0300000000' },
};

let sql: Sql;
beforeAll(async () => {
  sql = await openEmbedded();
  await migrate(sql);
  const { household, seals, taxes, familyRegister, vaccination } = facts;
  const { municipality, address, householdHead } = household.holder;
  await saveHousehold(sql, { id: 'household', municipality, address, head: householdHead });
  for (const [index, member] of household.members.entries())
    await saveResident(sql, { ...member, position: index + 1 });
  await saveCertificate(sql, facts.key, facts.certificate);
  for (const seal of seals) await saveSeal(sql, seal);
  for (const tax of taxes) await saveTax(sql, tax);
  if (!familyRegister || !vaccination) throw new Error('incomplete facts');
  await saveFamilyRegister(sql, familyRegister);
  await saveVaccination(sql, vaccination);
  expect(await saveEnrolment(sql, enrolment)).toBe(true);
});
afterAll(() => sql.close());

async function factsOf(municipality: MunicipalityId): Promise<Facts> {
  const read = await readFacts(sql, facts.key, municipality);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

describe('readFacts', () => {
  it('gives back what was entered, in every register', async () => {
    expect(await readFacts(sql, facts.key, tsukuba)).toEqual(
      ok({ ...facts, taxes: facts.taxes.toReversed(), enrolments: [enrolment] }),
    );
  });

  it('of another municipality has what is not bound to one', async () => {
    expect(await factsOf(minato)).toMatchObject({
      household: { holder: { id: 'holder' } },
      seals: [],
      taxes: [],
      familyRegister: null,
      enrolments: [],
      restrictions: [],
      vaccination: { resident: 'holder' },
    });
  });

  it('of an unknown certificate has nothing', async () => {
    expect(await readFacts(sql, { issuerKeyId: 'aa', serial: '99' }, tsukuba)).toEqual(
      err('certificateUnknown'),
    );
  });

  it('asks each register once, whatever it finds; held rows are read for share', async () => {
    const heard: string[] = [];
    const listening: Queries = {
      query: (text, params) => {
        heard.push(text);
        return sql.query(text, params);
      },
    };
    expect((await readFacts(listening, facts.key, tsukuba)).ok).toBe(true);
    const free = heard.splice(0);
    expect((await readFacts(listening, facts.key, minato, true)).ok).toBe(true);
    expect(heard.map((text) => text.replaceAll(' FOR SHARE', ''))).toEqual(free);
    expect([free.length, heard.join('').match(/ FOR SHARE/g)?.length]).toEqual([3, 9]);
  });
});

describe('a second entry', () => {
  it('changes nothing', async () => {
    const { household } = facts;
    await saveResident(sql, { ...household.holder, name: '架空　変更', position: 1 });
    await saveTax(sql, {
      resident: 'holder',
      municipality: tsukuba,
      fiscalYear: fiscalYearSchema.parse(2026),
      addressOnFirstOfJanuary: null,
      ...{ returnFiledOn: null, dependant: false, figures: null },
    });
    expect(await saveEnrolment(sql, { ...enrolment, id: 'E-AAAA-0002' })).toBe(false);
    const read = await factsOf(tsukuba);
    expect(read.household.holder.name).toBe('見本　太郎');
    expect(read.taxes.find(({ fiscalYear }) => fiscalYear === 2026)?.figures).not.toBeNull();
    expect(read.enrolments).toHaveLength(1);
  });
});

describe('what the registers refuse', () => {
  const [seal] = facts.seals;
  it('an imprint with fewer bits than pixels, a second seal in force', async () => {
    if (!seal) throw new Error('no seal');
    const image = { ...seal.image, widthPx: 9 };
    await expect(saveSeal(sql, { ...seal, id: 'broken', image })).rejects.toThrow();
    await saveSeal(sql, { ...seal, id: 'second' });
    expect((await readSeals(sql, 'holder', tsukuba)).suitable).toHaveLength(1);
    await saveSeal(sql, { ...seal, id: 'earlier', cancelledOn: day });
    expect((await readSeals(sql, 'holder', tsukuba)).suitable).toHaveLength(2);
  });

  it('figures that are no whole yen', async () => {
    const [tax] = facts.taxes;
    if (!tax?.figures) throw new Error('no figures');
    const figures = { ...tax.figures, annualTax: 0.5 };
    await expect(saveTax(sql, { ...tax, figures })).rejects.toThrow();
  });

  it('a restriction of nobody or of two, a person in two registers at once', async () => {
    const restriction = { id: 'r', municipality: tsukuba, from: day, until: null };
    await expect(
      saveRestriction(sql, { ...restriction, resident: null, registerPerson: null }),
    ).rejects.toThrow();
    await expect(
      saveRestriction(sql, { ...restriction, resident: 'holder', registerPerson: 'register-3' }),
    ).rejects.toThrow();
    await expect(
      sql.query(
        `INSERT INTO family_register_persons (id, register, position, resident, given_name, birth_date, relationship, entries)
         VALUES ('twice', 'register', 99, 'holder', '太郎', '1980-05-05', '長男', '[]')`,
      ),
    ).rejects.toThrow(/one_register_at_a_time/);
  });
});

describe('a foreign resident', () => {
  it('comes out with the category and the day of becoming one, and without them where the register has none', async () => {
    const [first] = facts.household.members;
    if (!first) throw new Error('incomplete facts');
    const status = { status: '定住者', period: '3年', until: day, cardNumber: 'ZZ00000000ZZ' };
    const told = {
      foreign: true,
      foreignResidentSince: day,
      residenceStatus: { category: '中長期在留者', ...status },
    } as const;
    const untold = { foreign: true, foreignResidentSince: null, residenceStatus: status };
    await saveHousehold(sql, { id: 'both', municipality: tsukuba, address: first.address, head: first.name });
    await saveResident(sql, { ...first, ...told, id: 'told', household: 'both', position: 1 });
    await saveResident(sql, { ...first, ...untold, id: 'untold', household: 'both', position: 2 });
    const read = await readHousehold(sql, 'told');
    expect(read).toMatchObject({ members: [told, untold], unsuitable: [] });
  });
});

describe('dates that the register has words for', () => {
  it('come out as they went in', async () => {
    const [first] = facts.household.members;
    if (!first || !facts.familyRegister) throw new Error('incomplete facts');
    const worded = {
      birthDate: wordedDate('昭和20年月日不詳'),
      residentSince: wordedDate('昭和40年4月日不詳'),
      addressSince: null,
      notifiedOn: day,
    };
    await saveHousehold(sql, { id: 'old', municipality: tsukuba, address: first.address, head: first.name });
    await saveResident(sql, { ...first, ...worded, id: 'old', household: 'old', position: 1 });
    expect(await readHousehold(sql, 'old')).toMatchObject({ holder: worded });
    const persons = ['文化7年3月3日', '生年月日不詳'].map((wording, index) => ({
      ...(facts.familyRegister?.persons[0] ?? raise()),
      id: `old-${index}`,
      resident: index === 0 ? 'old' : null,
      birthDate: wordedDate(wording),
      addresses: [{ address: first.address, since: wordedDate(wording) }],
    }));
    await saveFamilyRegister(sql, { ...facts.familyRegister, id: 'old', persons });
    expect(await readFamilyRegister(sql, 'old', tsukuba)).toMatchObject({ persons, unsuitable: [] });
  });

  function raise(): never {
    throw new Error('incomplete facts');
  }
});

describe('changes', () => {
  it('of a certificate and of an enrolment are seen', async () => {
    await setRevoked(sql, facts.key, true);
    expect(await setEnrolmentState(sql, enrolment.id, 'registered')).toBe(true);
    expect(await setEnrolmentState(sql, 'E-NONE-0000', 'registered')).toBe(false);
    const read = await factsOf(tsukuba);
    expect(read.certificate.revoked).toBe(true);
    expect(read.enrolments[0]?.state).toBe('registered');
    await setRevoked(sql, facts.key, false);
  });

  it('of restrictions concern the persons and the municipality asked for', async () => {
    await saveRestriction(sql, {
      id: 'one',
      municipality: tsukuba,
      resident: 'other',
      registerPerson: null,
      from: day,
      until: null,
    });
    await saveRestriction(sql, {
      id: 'two',
      municipality: tsukuba,
      resident: null,
      registerPerson: 'register-3',
      from: day,
      until: day,
    });
    const ids = async (residents: string[], registerPersons: string[], municipality = tsukuba) =>
      (await readRestrictions(sql, { residents, registerPersons }, municipality)).map(({ id }) => id);
    expect(await ids(['holder', 'other'], ['register-3'])).toEqual(['one', 'two']);
    expect(await ids(['holder'], ['register-3'])).toEqual(['two']);
    expect(await ids(['other'], [])).toEqual(['one']);
    expect(await ids(['other'], ['register-3'], minato)).toEqual([]);
  });
});

it('a restriction without a first or last day of the calendar holds for always', async () => {
  await sql
    .transaction(async (queries) => {
      await queries.query("UPDATE restrictions SET from_day = '-infinity', until_day = 'infinity'");
      const read = await readFacts(queries, facts.key, tsukuba);
      expect(read.ok && read.value.restrictions).toMatchObject([
        { from: '1873-01-01', until: null },
        { from: '1873-01-01', until: null },
      ]);
      throw new Error('taken back');
    })
    .catch((error: unknown) => expect(error).toEqual(new Error('taken back')));
});

it('a card whose days are none of the calendar is one of which the register says none', async () => {
  await sql
    .transaction(async (queries) => {
      await queries.query(
        "UPDATE user_certificates SET handed_over_on = 'infinity', set_up_on = '-infinity', card_ends_on = 'infinity'",
      );
      const read = await readFacts(queries, facts.key, tsukuba);
      const { handedOverOn, setUpOn, cardEndsOn } = (read.ok && read.value.certificate) || facts.certificate;
      expect([handedOverOn, setUpOn, cardEndsOn]).toEqual([null, null, null]);
      throw new Error('taken back');
    })
    .catch((error: unknown) => expect(error).toEqual(new Error('taken back')));
});

describe('an entry that no form can print', () => {
  const change = (text: string) => sql.query(text);

  it('concerns the person of the family register whose it is', async () => {
    const before = facts.familyRegister?.persons ?? [];
    const unsuitable = [
      "birth_date = '1810-03-03'",
      "birth_date = 'infinity'",
      `birth_date = NULL, worded_dates = '{"birthDate": {"wording": ""}}'`,
      `entries = '[{"title": "出生"}]'`,
      `addresses = '[{"address": "見本県", "since": "昭和"}]'`,
    ];
    for (const set of unsuitable) {
      await sql
        .transaction(async (queries) => {
          await queries.query(`UPDATE family_register_persons SET ${set} WHERE id = 'register-3'`);
          const read = await readFacts(queries, facts.key, tsukuba);
          expect(read.ok && read.value.familyRegister, set).toMatchObject({
            sound: true,
            persons: before.slice(0, 2),
            unsuitable: [{ id: 'register-3', resident: null }],
          });
          throw new Error('taken back');
        })
        .catch((error: unknown) => expect(error).toEqual(new Error('taken back')));
    }
  });

  it('protects that person all the same, when there is a restriction', async () => {
    await change("UPDATE family_register_persons SET birth_date = '1810-03-03' WHERE id = 'register-3'");
    expect((await factsOf(tsukuba)).restrictions.map(({ id }) => id)).toContain('two');
    await change("UPDATE family_register_persons SET birth_date = '1980-05-05' WHERE id = 'register-3'");
  });

  it('of the register as a whole is told from a register that is not there', async () => {
    await change(`UPDATE family_registers SET entries = '{}' WHERE id = 'register'`);
    expect((await factsOf(tsukuba)).familyRegister).toMatchObject({ id: 'register', sound: false });
    await change(`UPDATE family_registers SET entries = '[]' WHERE id = 'register'`);
    expect((await factsOf(tsukuba)).familyRegister).toEqual(facts.familyRegister);
  });

  it('concerns the member of the household whose it is; the holder is sent to a window', async () => {
    await change("UPDATE residents SET birth_date = '1810-03-03' WHERE id = 'other'");
    expect((await factsOf(tsukuba)).household).toMatchObject({
      members: [{ id: 'holder' }],
      unsuitable: [{ id: 'other', movedOut: false, moveOutFiled: false }],
    });
    await change(
      "UPDATE residents SET birth_date = '1982-06-06', foreign_resident_since = '1012-07-09' WHERE id = 'other'",
    );
    expect((await factsOf(tsukuba)).household.unsuitable).toMatchObject([{ id: 'other' }]);
    await change("UPDATE residents SET foreign_resident_since = NULL WHERE id = 'other'");
    await change("UPDATE residents SET birth_date = '1810-03-03' WHERE id = 'holder'");
    expect(await readFacts(sql, facts.key, tsukuba)).toEqual(err('notAvailable'));
    await change("UPDATE residents SET birth_date = '1980-05-05' WHERE id = 'holder'");
    await change("UPDATE residents SET birth_date = '1982-06-06' WHERE id = 'other'");
    expect((await factsOf(tsukuba)).household).toEqual(facts.household);
  });

  it.each([
    [
      'the year of tax whose it is',
      `UPDATE taxes SET figures = jsonb_set(figures, '{totalIncome}', '3919999.5') WHERE fiscal_year = 2026`,
      {
        taxes: facts.taxes.filter(({ fiscalYear }) => fiscalYear !== 2026).toReversed(),
        unprintable: { seal: false, taxYears: [2026], vaccination: false },
      },
    ],
    [
      'the seal',
      `UPDATE seals SET image = '{}'`,
      { seals: [], unprintable: { seal: true, taxYears: [], vaccination: false } },
    ],
    [
      'the vaccinations',
      `UPDATE vaccinations SET doses = '[{"number": 1, "date": "2021"}]'`,
      { vaccination: null, unprintable: { seal: false, taxYears: [], vaccination: true } },
    ],
    [
      'a vaccination in the year 1021',
      `UPDATE vaccinations SET doses = jsonb_set(doses, '{0,date}', '"1021-06-10"')`,
      { vaccination: null, unprintable: { seal: false, taxYears: [], vaccination: true } },
    ],
  ])('concerns %s, and the holder takes everything else', async (_what, makeUnsuitable, expected) => {
    await sql
      .transaction(async (queries) => {
        await queries.query(makeUnsuitable);
        const read = await readFacts(queries, facts.key, tsukuba);
        expect(read).toMatchObject({ ok: true, value: { household: facts.household, ...expected } });
        throw new Error('taken back');
      })
      .catch((error: unknown) => expect(error).toEqual(new Error('taken back')));
  });

  it('has a birth of days or of words, and never both or none', async () => {
    for (const set of [
      'birth_date = NULL',
      `worded_dates = '{"birthDate": {"wording": "不詳", "known": null}}'`,
    ])
      for (const table of ['residents', 'family_register_persons'])
        await expect(change(`UPDATE ${table} SET ${set}`)).rejects.toThrow(`${table}_birth`);
  });
});

describe('every lookup', () => {
  it('has a key or an index, so that a million residents do not slow it down', async () => {
    const plans: string[] = [];
    await sql.transaction(async (queries) => {
      // With three rows the planner would scan the whole table; told not to, it still does where there is no index.
      await queries.query('SET LOCAL enable_seqscan = off');
      const explaining: Queries = {
        query: async (text, params) => {
          const plan = await queries.query(`EXPLAIN ${text}`, params);
          plans.push(plan.map(lineOf).join('\n'));
          return queries.query(text, params);
        },
      };
      expect((await readFacts(explaining, facts.key, tsukuba, true)).ok).toBe(true);
    });
    expect(plans).toHaveLength(3);
    for (const plan of plans) {
      expect(plan).toMatch(/Index/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
  });

  function lineOf(row: Row): string {
    return String(row['QUERY PLAN']);
  }
});
