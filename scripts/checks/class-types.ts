import { ObjectFlags, TypeFlags, type Checker, type ObjectType, type Type } from 'typescript/unstable/sync';

const saysNothing = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never;
/** Tells where a value that no constructor made would pass for an instance of a class: types alone do not keep them apart. */
export class ClassTypes {
  readonly #checker: Checker;
  readonly #families = new Map<number, readonly Type[]>();
  readonly #holdsClass = new Map<number, boolean>();
  readonly #judged = new Map<string, Type | undefined>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /**
   * The class for which a value would pass without being an instance; undefined if there is none.
   * @param shallow do not look into type arguments: for literals, whose parts are judged on their own
   */
  lookalike(source: Type, target: Type, shallow: boolean): Type | undefined {
    const key = `${source.id} ${target.id} ${String(shallow)}`;
    if (this.#judged.has(key)) return this.#judged.get(key);
    // A type that contains itself comes back to what is being judged.
    this.#judged.set(key, undefined);
    const found = this.#judge(source, target, shallow);
    this.#judged.set(key, found);
    return found;
  }

  #judge(given: Type, wanted: Type, shallow: boolean): Type | undefined {
    const source = this.#constraint(given);
    const target = this.#constraint(wanted);
    if (source === undefined || target === undefined || source.id === target.id) return undefined;
    if (source.flags & saysNothing || !this.#containsClass(target)) return undefined;
    const fits = (from: Type, to: Type): boolean => this.#checker.isTypeAssignableTo(from, to);
    if (source.isUnionType())
      return first(source.getTypes(), (part) =>
        fits(part, target) ? this.lookalike(part, target, shallow) : undefined,
      );
    if (!source.isObjectType() && !source.isIntersectionType()) return undefined;
    if (source.isIntersectionType() && fits(source, this.#checker.getNeverType())) return undefined;
    if (target.isUnionType()) {
      const candidates = target.getTypes().filter((part) => fits(source, part));
      if (candidates.some((part) => !this.#containsClass(part))) return undefined;
      const found = candidates.map((part) => this.lookalike(source, part, shallow));
      return found.every((each) => each !== undefined) ? found[0] : undefined;
    }
    if (target.isIntersectionType())
      return first(target.getTypes(), (part) => this.lookalike(source, part, shallow));
    const [nominal] = this.#family(target);
    if (nominal !== undefined && !this.#isInstance(source, nominal)) return nominal;
    return shallow ? undefined : this.#judgeParts(source, target);
  }

  /** Type arguments of the same generic type, or else what an index gives. */
  #judgeParts(source: Type, target: Type): Type | undefined {
    if (
      source.isTypeReference() &&
      target.isTypeReference() &&
      source.getTarget().id === target.getTarget().id
    ) {
      const given = this.#checker.getTypeArguments(source);
      return first(this.#checker.getTypeArguments(target).slice(0, given.length), (wanted, index) => {
        const part = given[index];
        return part && this.lookalike(part, wanted, false);
      });
    }
    const indexed = (type: Type, key: TypeFlags): Type | undefined =>
      this.#checker.getIndexInfosOfType(type).find(({ keyType }) => keyType.flags & key)?.valueType;
    return first([TypeFlags.Number, TypeFlags.String], (key) => {
      const given = indexed(source, key);
      const wanted = indexed(target, key);
      return given && wanted && this.lookalike(given, wanted, false);
    });
  }

  #constraint(type: Type): Type | undefined {
    return type.flags & TypeFlags.Instantiable ? this.#checker.getBaseConstraintOfType(type) : type;
  }

  #containsClass(type: Type): boolean {
    const known = this.#holdsClass.get(type.id);
    if (known !== undefined) return known;
    this.#holdsClass.set(type.id, false);
    const holds = this.#looksForClass(type);
    this.#holdsClass.set(type.id, holds);
    return holds;
  }

  #looksForClass(type: Type): boolean {
    const resolved = this.#constraint(type);
    if (resolved === undefined) return false;
    if (resolved.isUnionType() || resolved.isIntersectionType())
      return resolved.getTypes().some((part) => this.#containsClass(part));
    if (!resolved.isObjectType()) return false;
    return (
      this.#family(resolved).length > 0 ||
      (resolved.isTypeReference() &&
        this.#checker.getTypeArguments(resolved).some((part) => this.#containsClass(part))) ||
      this.#checker.getIndexInfosOfType(resolved).some(({ valueType }) => this.#containsClass(valueType))
    );
  }

  /** The classes that a type is or extends, nearest first. */
  #family(type: Type): readonly Type[] {
    const own = genericOf(type);
    const known = this.#families.get(own.id);
    if (known !== undefined) return known;
    this.#families.set(own.id, []);
    const bases = own.isClassOrInterface() ? this.#checker.getBaseTypes(own) : [];
    const isClass = own.isObjectType() && (own.objectFlags & ObjectFlags.Class) !== 0;
    const family = [...(isClass ? [own] : []), ...bases.flatMap((base) => this.#family(base))];
    this.#families.set(own.id, family);
    return family;
  }

  #isInstance(source: Type, nominal: Type): boolean {
    const parts = source.isIntersectionType() ? source.getTypes() : [source];
    return parts.some((part) => isMapped(part) || this.#family(part).some(({ id }) => id === nominal.id));
  }
}

/** `List<T>` for `List<string>`; any other type as it is. */
function genericOf(type: Type): Type {
  return type.isTypeReference() ? type.getTarget() : type;
}

function isMapped(type: Type): type is ObjectType {
  return type.isObjectType() && (type.objectFlags & ObjectFlags.Mapped) !== 0;
}

function first<T, Found>(
  items: readonly T[],
  find: (item: T, index: number) => Found | undefined,
): Found | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
