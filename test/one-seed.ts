import fc from 'fast-check';

// Which values laws are tried with is decided here, so that a run that fails does so because of what was changed. `npm run explore` tries others.
fc.configureGlobal({ seed: 20160614 });
