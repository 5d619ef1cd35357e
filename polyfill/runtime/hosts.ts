/**
 * The host's objects in a guest's table. The host may give one object several times, so its end is when the guest lets go of the
 * last handle that owns it.
 */
import { addHandle, dropHandle, removeOwn, type HandleTable, type ResourceType } from "./handles.ts";
import { disposeHost } from "./imports.ts";

/** Lowers an `own` of the host's. CanonicalABI.md#storing (`lower_own`) */
export const addHost = (table: HandleTable, type: ResourceType, object: unknown): number => {
  const { hosts } = table;
  hosts.set(object, (hosts.get(object) ?? 0) + 1);
  return addHandle(table, type, object, true);
};

/** Lifts an `own` of the host's: the host has it back. CanonicalABI.md#loading (`lift_own`) */
export const removeHost = (table: HandleTable, type: ResourceType, index: number): unknown => {
  const object = removeOwn(table, type, index);
  releaseHost(table, object);
  return object;
};

/** `resource.drop` of a handle to a resource of the host's. CanonicalABI.md#canon-resourcedrop */
export const dropHost = (table: HandleTable, type: ResourceType, index: number): void => {
  const { own, rep } = dropHandle(table, type, index);
  if (own && releaseHost(table, rep)) disposeHost(rep);
};

/** One handle fewer owns the object; whether it was the last. */
export const releaseHost = ({ hosts }: HandleTable, object: unknown): boolean => {
  const left = hosts.get(object)! - 1;
  return left > 0 ? !hosts.set(object, left) : hosts.delete(object);
};
