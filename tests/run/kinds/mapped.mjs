/**
 * The imports of `kinds` as a module: what `--map` points to.
 *
 * @module
 */
import { Counter, host } from "./host.mjs";

const { imports } = host();

/** The functions of `weft:kinds/host` that the case asks for, the others by the same name. */
export const {
  echoBool, echoS8, echoU8, echoS16, echoU16, echoS32, echoU32, echoS64, echoU64, echoF32, echoF64, echoChar, echoString,
  echoListU8, echoListS8, echoListU16, echoListS16, echoListU32, echoListS32, echoListU64, echoListS64, echoListF32, echoListF64,
  echoListBool, echoListChar, echoListString, echoListRecord, echoListList, echoListVariant, echoListResult, echoListOption,
  echoListTuple, echoListColour, echoListBig, echoListNine, echoPoint, echoMixed, echoPerson, echoTuple, echoNested, echoColour,
  echoBig, echoOne, echoEight, echoNine, echoFull, echoOptionU32, echoOptionS64, echoOptionBool, echoOptionString, echoOptionRecord,
  echoOptionOption, echoOptionList, echoNarrow, echoWide, echoOutcome,
} = imports["weft:kinds/host"];

/** `weft:kinds/functions` */
export const { nothing, parse, check, onlyOk, onlyErr, both, many, join, origin } = imports["weft:kinds/functions"];

/** `weft:kinds/counters` */
export const { make, read, consume, pair, sum } = imports["weft:kinds/counters"];
export { Counter };

/** `shout` */
export default imports.shout;
