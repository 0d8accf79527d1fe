/**
 * Whether a page may use what the system guards: camera, location, notifications, devices and all the rest. The
 * program's page needs none of it, so nothing that gets into the page can ask either.
 */
export function mayUse(_permission: string): boolean {
  return false
}
