export type InstallType = 'click-to-run' | 'msi';
/** Update channels of 2016 (facts/offline-im.md, section 5). */
export type Channel = 'current' | 'first-release-deferred' | 'deferred';
