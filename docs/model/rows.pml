/*
 * Change tags in the transaction of the data: append-only rows.
 *
 * Two writers, compaction, somebody who empties the table, a backup that is restored, and a
 * client that gets and revalidates an answer made of rows A and B of the data. Each has a tag
 * and a bucket of its own. A write is a bit; a row of the data is the set of the writes that it
 * shows. The id of a tag row is the bit of its write: random ids do not repeat.
 *
 * The names in #ifdef leave out one step each; see README.md.
 */

#ifndef WRITES
#define WRITES 1		/* of each writer */
#endif

#ifdef RESTORING
#define UNLESS_RESTORED unless { mine != generation }
#else
#define UNLESS_RESTORED
#endif

#define A 0
#define B 1
#define SEED 2			/* bucket -1: the epoch, and what touches everything */

#define A_ONLY 1		/* sets of buckets */
#define B_ONLY 2
#define BOTH 3
#define EVERYTHING 4

mtype = { CHANGING, ANNOUNCING };

/* The database: all that is committed */
byte ids[3];			/* for each bucket the ids of its rows, but the compacted one */
byte compacted[3];		/* the sum that compaction has left in a row, 0 if there is none */
byte visible[2];		/* for each row of the data the writes that it shows */
byte due[2];			/* those of them that the guarantee is about */

byte backupIds[3], backupCompacted[3], backupVisible[2], backupDue[2];
bool isBackedUp;

byte generation;		/* of the database: transactions under way end with it */
byte nextSeed = 16;		/* a new random id */

#ifdef COUNTER			/* the version is a number that each change makes greater by one */
#define COUNT(set) ((set & 1) + ((set >> 1) & 1) + ((set >> 2) & 1) + ((set >> 3) & 1) + \
	((set >> 4) & 1) + ((set >> 5) & 1) + ((set >> 6) & 1) + ((set >> 7) & 1))
#define VERSION(b) COUNT((ids[b] + compacted[b]))
#else
#define VERSION(b) (ids[b] + compacted[b])
#endif

#define HAS_SEED (ids[SEED] || compacted[SEED])

#define BIT (1 << id)

/* insert into ... (bucket, id) */
inline append(set) {
	ids[A] = ids[A] | ((set & A_ONLY) -> BIT : 0);
	ids[B] = ids[B] | ((set & B_ONLY) -> BIT : 0);
	ids[SEED] = ids[SEED] | ((set & EVERYTHING) -> BIT : 0)
}

inline write(set) {
	visible[A] = visible[A] | ((set & (A_ONLY | EVERYTHING)) -> BIT : 0);
#ifndef ONE_ROW
	visible[B] = visible[B] | ((set & (B_ONLY | EVERYTHING)) -> BIT : 0)
#endif
}

inline guarantee() {
	due[A] = due[A] | (visible[A] & BIT);
	due[B] = due[B] | (visible[B] & BIT)
}

/*
 * A transaction: rows are appended at any time in it, and nobody sees them before the commit.
 * Whether the writer hears of the commit does not matter.
 */
inline changing() {
	do
	:: atomic {
		!appended ->
		appended = true;
#ifdef ROW_BEFORE_COMMIT
		append(touched);
		printf("write %d: row committed apart\n", id)
#endif
	   }
	:: !written -> written = true
	:: atomic {
		appended && written ->
#if !defined(ROW_BEFORE_COMMIT) && !defined(ROW_AFTER_COMMIT)
		append(touched);
#endif
		write(touched);
		guarantee();
		printf("write %d: committed\n", id)
	   };
#ifdef ROW_AFTER_COMMIT
	   append(touched);
#endif
	   break
	:: break		/* rolled back, or killed */
	od
}

/* touch() once the data is visible, in a transaction of its own: guaranteed from then on */
inline announcing() {
	atomic { write(touched); printf("write %d: committed, not announced\n", id) };
	atomic { append(touched); guarantee(); printf("write %d: announced\n", id) }
}

proctype Writer(byte id) {
	byte touched, mine;
	bool appended, written;
	mtype how;
	do
	:: atomic {
		id < 2 * WRITES ->
		mine = generation;
		if
		:: touched = A_ONLY
#ifndef ONE_ROW
		:: touched = B_ONLY
		:: touched = BOTH
#endif
		:: touched = EVERYTHING
		fi;
		if
		:: how = CHANGING
#ifndef CHANGING_ONLY
		:: how = ANNOUNCING
#endif
		fi;
		printf("write %d: buckets %d, %e\n", id, touched, how)
	   };
	   {
		if
		:: how == CHANGING -> changing()
		:: how == ANNOUNCING -> announcing()
		fi
	   } UNLESS_RESTORED;
	   atomic { id = id + 2; touched = 0; mine = 0; how = 0; appended = false; written = false }
	:: id >= 2 * WRITES -> break
	od
}

#ifndef NO_COMPACTION
/* Deletes exactly the rows that it has selected, or is rolled back. Two of them may run at once. */
proctype Compaction() {
	byte b, selected, former, mine;
	do
	:: atomic {
		mine = generation;
		if
		:: b = A
		:: b = SEED
		fi;
		selected = ids[b];
		former = compacted[b]
	   };
	   atomic {
		if
		:: mine != generation
#ifdef COMPACT_WHAT_IS_THERE
		:: mine == generation && selected ->
			ids[b] = 0;
			compacted[b] = former + selected
#else
		:: mine == generation && selected && (ids[b] & selected) == selected && compacted[b] == former ->
			ids[b] = ids[b] & ~selected;
			compacted[b] = former + selected;
			printf("compaction: bucket %d\n", b)
#endif
		:: else
		fi;
		b = 0; selected = 0; former = 0; mine = 0
	   }
	od
}
#endif

#ifdef EMPTYING
/* delete from ..., by hand, at any time */
active proctype Emptying() {
	atomic {
		ids[A] = 0; ids[B] = 0; ids[SEED] = 0;
		compacted[A] = 0; compacted[B] = 0; compacted[SEED] = 0;
		printf("table emptied\n")
	}
}
#endif

#ifdef RESTORING
/* The whole database goes back to an earlier state; a fail-over that loses writes is the same */
active proctype Restoring() {
	atomic {
		backupIds[A] = ids[A]; backupIds[B] = ids[B]; backupIds[SEED] = ids[SEED];
		backupCompacted[A] = compacted[A]; backupCompacted[B] = compacted[B];
		backupCompacted[SEED] = compacted[SEED];
		backupVisible[A] = visible[A]; backupVisible[B] = visible[B];
		backupDue[A] = due[A]; backupDue[B] = due[B];
		printf("backup\n")
	};
	atomic {
		generation++;
		ids[A] = backupIds[A]; ids[B] = backupIds[B]; ids[SEED] = backupIds[SEED];
		compacted[A] = backupCompacted[A]; compacted[B] = backupCompacted[B];
		compacted[SEED] = backupCompacted[SEED];
		visible[A] = backupVisible[A]; visible[B] = backupVisible[B];
		due[A] = backupDue[A]; due[B] = backupDue[B];
#ifdef TOUCH_ALL
		ids[SEED] = ids[SEED] | nextSeed;
		nextSeed = nextSeed << 1;
#endif
		backupIds[A] = 0; backupIds[B] = 0; backupIds[SEED] = 0;
		backupCompacted[A] = 0; backupCompacted[B] = 0; backupCompacted[SEED] = 0;
		backupVisible[A] = 0; backupVisible[B] = 0; backupDue[A] = 0; backupDue[B] = 0;
		printf("restored\n")
	}
}
#endif

active proctype Client() {
	byte now[3];
	bool stable;
	byte label[3];
	bool labelled;
	byte held[2];			/* the representation */
	byte arrived[2];		/* what was due when the request arrived */
	byte shown[2];
	do
	:: 	/* A request that arrives earlier has to see no more than this one. One statement. */
		atomic {
			arrived[A] = due[A]; arrived[B] = due[B];
			shown[A] = visible[A]; shown[B] = visible[B];
			now[SEED] = VERSION(SEED);
			stable = HAS_SEED;
#ifdef BUCKET_BY_BUCKET
		};
		atomic {
#endif
			now[A] = VERSION(A);
#ifdef BUCKET_BY_BUCKET
		};
		atomic {
#endif
			now[B] = VERSION(B)
		};
#ifdef NO_SEED
		stable = true;
#else
		if
		:: !stable -> atomic {
			printf("client: inserts a seed\n");
			ids[SEED] = ids[SEED] | nextSeed;
			nextSeed = nextSeed << 1
		   }
		:: else
		fi;
#endif
		if
		:: labelled && stable && label[SEED] == now[SEED] && label[A] == now[A] && label[B] == now[B] ->
			atomic {
				printf("client: 304, holds %d %d, due at arrival %d %d\n", held[A], held[B], arrived[A], arrived[B]);
#ifdef ANY_304
				/* Is there one at all, of a representation that shows the second of two writes */
				assert(held[A] != 3);
#endif
#ifdef NOTHING_LOST
				/* The representation shows no write that a restore has lost */
				assert(!(held[A] & ~shown[A]) && !(held[B] & ~shown[B]));
#endif
				assert(!(arrived[A] & ~held[A]) && !(arrived[B] & ~held[B]))
			}
		:: else ->
			atomic { labelled = false; held[A] = visible[A] };
#ifndef ONE_ROW
			held[B] = visible[B];		/* the handler reads row by row */
#endif
#ifdef READ_AFTER_DATA
			atomic { now[SEED] = VERSION(SEED); stable = HAS_SEED; now[A] = VERSION(A); now[B] = VERSION(B) };
#endif
			atomic {
				if
				:: stable ->
					labelled = true;
					label[SEED] = now[SEED]; label[A] = now[A]; label[B] = now[B];
					printf("client: gets %d %d, label %d.%d.%d\n", held[A], held[B],
						label[SEED], label[A], label[B])
				:: else
				fi
			}
		fi;
		atomic {
			now[SEED] = 0; now[A] = 0; now[B] = 0; stable = false;
			arrived[A] = 0; arrived[B] = 0; shown[A] = 0; shown[B] = 0;
			if
			:: labelled
			:: else -> held[A] = 0; held[B] = 0; label[SEED] = 0; label[A] = 0; label[B] = 0
			fi
		}
	od
}

init {
	atomic {
#ifndef NO_COMPACTION
		run Compaction();
#ifdef TWO_COMPACTIONS
		run Compaction();
#endif
#endif
		run Writer(0);
		run Writer(1)
	}
}
