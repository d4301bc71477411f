/** What is used of @sealsystems/ipp, which brings no types: its encoder and decoder of IPP messages (RFC 8010). */
declare module '@sealsystems/ipp' {
  /** Attribute values by name; several values are an array. Enum numbers are given by their keyword. */
  export type AttributeGroup = Record<string, unknown>;

  export interface Message {
    version?: string;
    /** A request's name (`Print-Job`), known to the package. */
    operation?: string;
    /** An answer's name (`successful-ok`), known to the package. */
    statusCode?: string;
    id?: number;
    'operation-attributes-tag'?: AttributeGroup;
    'job-attributes-tag'?: AttributeGroup | AttributeGroup[];
    'printer-attributes-tag'?: AttributeGroup;
    data?: Buffer;
  }

  interface Codec {
    /** @throws when a group holds a value that its attribute cannot have. Attributes that it does not know are left out. */
    serialize(message: Message): Buffer;
    /** @throws when bytes are missing. May loop for ever when a length in the message is wrong. */
    parse(bytes: Buffer): Record<string, unknown>;
  }

  /** A CommonJS package: Node finds its functions only on the default export. */
  const codec: Codec;
  export default codec;
}
