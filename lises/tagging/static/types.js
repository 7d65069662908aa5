// The shapes of the server's answers, for the type checker; nothing runs here.

/** @typedef {{turn: number, turn_end: number, start: number, end: number}} Span */

/**
 * @typedef {object} Passage
 * @property {string} id
 * @property {string} [interview]
 * @property {number} turn
 * @property {number} turn_end
 * @property {number | null} start
 * @property {number | null} end
 * @property {string[]} quote
 * @property {string[]} codes
 * @property {string} memo
 * @property {string} set
 * @property {string} coder
 * @property {boolean} suggested
 * @property {{rule: string, message: string, remedy: string} | null} [problem]
 */

/**
 * @typedef {object} Turn
 * @property {number} n
 * @property {string} label
 * @property {string[]} speakers
 * @property {boolean} interviewer
 * @property {string} time
 * @property {string} text
 */

/**
 * @typedef {object} Code
 * @property {string} id
 * @property {string} label
 * @property {string | null} parent
 * @property {string} definition
 * @property {string} use
 * @property {string} avoid
 * @property {{id: string, interview: string, turn: number, quote: string[]} | null} example
 * @property {number} colour
 * @property {number} depth
 * @property {number} n
 */

/**
 * @typedef {object} Note
 * @property {string} id
 * @property {string} about
 * @property {string} coder
 * @property {string} title
 * @property {string} text
 * @property {string} date
 * @property {boolean} own
 */

/**
 * @typedef {object} Conflict
 * @property {string} id
 * @property {string} file
 * @property {string | null} interview
 * @property {string | null} passage
 * @property {Passage | null} base
 * @property {Passage | null} mine
 * @property {Passage | null} theirs
 * @property {string} [mine_text]
 * @property {string} [theirs_text]
 * @property {string[]} kinds
 * @property {string} why
 */

/** @typedef {{question: string, turn: number | null}} Asked */

/**
 * @typedef {object} Interview
 * @property {string} id
 * @property {string} version
 * @property {{id: string, role: string}[]} participants
 * @property {string} transcript
 * @property {Turn[]} turns
 * @property {Passage[]} passages
 * @property {Passage[]} others
 * @property {{set: string, why: string}[]} hidden
 * @property {Note[]} notes
 * @property {Asked[]} asked
 * @property {{id: string, text: string, codes: string[]}[]} questions
 * @property {string[]} read
 * @property {Problem[]} problems
 */

/** @typedef {{path: string, line: number | null, rule: string, message: string, remedy: string, severity: string}} Problem */

/**
 * @typedef {object} Listed
 * @property {string} id
 * @property {{id: string, role: string}[]} participants
 * @property {number} turns
 * @property {number} passages
 * @property {number} coded_turns
 * @property {boolean} assigned
 * @property {string[]} read
 * @property {string} transcript
 */

/**
 * @typedef {object} Study
 * @property {string} id
 * @property {string} title
 * @property {string} language
 * @property {string} data_status
 * @property {{id: string, name: string}} coder
 * @property {string} set
 * @property {string[]} created
 * @property {Listed[]} interviews
 * @property {Code[]} codes
 * @property {Record<string, string>} quick
 * @property {{id: string, coder: string, own: boolean}[]} sets
 * @property {{sources: {set: string, coder: string, name: string}[]} | null} adjudicating
 * @property {Record<string, string>} roles
 * @property {Conflict[]} conflicts
 * @property {string | null} undo
 * @property {string | null} redo
 * @property {Problem[]} problems
 */

/**
 * @typedef {object} Changed
 * @property {string} version
 * @property {Passage[]} passages
 * @property {string[]} read
 * @property {Asked[]} asked
 * @property {Note[]} notes
 */

/**
 * @typedef {object} Done
 * @property {Record<string, Changed>} interviews
 * @property {string[]} made
 * @property {Conflict[]} conflicts
 * @property {string | null} undo
 * @property {string | null} redo
 * @property {Record<string, number>} counts
 * @property {Code[]} [codes]
 * @property {string} [what]
 * @property {{interview: string, turn: number, why: string}[]} [skipped]
 */

/** @typedef {Record<string, any> & {op: string}} Op */

/**
 * @typedef {object} Hit
 * @property {string} interview
 * @property {number} turn
 * @property {string} label
 * @property {boolean} interviewer
 * @property {number} start
 * @property {number} end
 * @property {string} before
 * @property {string} hit
 * @property {string} after
 * @property {string[]} coded
 */

export {};
