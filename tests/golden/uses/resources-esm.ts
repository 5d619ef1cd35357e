/** Uses of the case `resources-esm`: a class that a module exports is a value and a type. */
import { type AcmeOfficeDesk, desk, Voucher } from "../cases/resources-esm/resources-esm.js";

export const copy = (voucher: Voucher): Voucher => new Voucher(voucher);
export const same: AcmeOfficeDesk.Ticket = copy(new desk.Ticket(copy(null as never)));
export class Priced extends Voucher {
  price = 1;
}
export const read = (value: unknown): number => (value instanceof Voucher ? value.read() : 0);
new Priced(same)[Symbol.dispose]();

// @ts-expect-error: what looks like one is none
copy({ read: () => 1, [Symbol.dispose]() {} });
// @ts-expect-error: an argument is missing
new Voucher();
