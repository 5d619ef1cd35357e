/** The exported interface `acme:office/desk`. */
export interface AcmeOfficeDesk {
  readonly Ticket: typeof AcmeOfficeDeskTicket;
}

/** Types of `acme:office/desk`. */
export namespace AcmeOfficeDesk {
  /** The resource `ticket`. */
  type Ticket = AcmeOfficeDeskTicket;
}

export type Voucher = AcmeOfficeDeskTicket;

/** The resource `ticket`. */
declare class AcmeOfficeDeskTicket {
  #held;
  constructor(ticket: AcmeOfficeDesk.Ticket);
  read(): number;
}
interface AcmeOfficeDeskTicket extends Disposing {}

/** Lets go of a resource. */
type Disposing = typeof Symbol extends { readonly dispose: infer Dispose extends symbol }
  ? { [Name in Dispose]: () => void }
  : object;

export const desk: AcmeOfficeDesk;

export const Voucher: typeof AcmeOfficeDeskTicket;
export { desk as "acme:office/desk" };

export {};
