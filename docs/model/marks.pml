/*
 * Change tags in a store outside of the transaction: owned marks.
 *
 * Two writers, the database, the lease, a restart, and a client that gets and revalidates
 * an answer made of row A, or of rows A and B. Each row has a tag and a bucket of its own.
 * A write is a bit; a row is the set of the writes that it shows.
 *
 * The names in #ifdef leave out one step each; see README.md.
 */

#ifndef WRITES
#define WRITES 1		/* of each writer */
#endif
#ifndef RESTARTS
#define RESTARTS 0
#endif

#if RESTARTS > 0
#define UNLESS_RESTARTED unless { mine != generation }
#else
#define UNLESS_RESTARTED
#endif

#define A 0
#define B 1
#define ALL 2			/* the bucket that stands for all */

#define A_ONLY 1		/* sets of buckets */
#define B_ONLY 2
#define BOTH 3
#define EVERYTHING 4

#define LOWEST(set) ((set & 1) -> 0 : ((set & 2) -> 1 : 2))
#define WITHOUT_LOWEST(set) (set & (set - 1))

mtype = { COMMITTED, ROLLED_BACK, UNKNOWN, MARKING, ANY, ANNOUNCING };

/* The store */
byte version[3];
byte marks[3];			/* in one word with the version: both are read at once */
byte epoch;
byte unresolved[4];		/* for each write the buckets whose marks the lease ends */
byte quarantine;		/* writes that a started store waits for */

/* The database */
byte visible[2];		/* for each row the writes that a new reader sees */
byte due[2];			/* those of them that the guarantee is about */
byte flying;			/* writes whose commit was sent and is neither visible nor impossible */
byte rows[4];			/* for each write its rows */
byte announced;			/* writes that are only announced, by touch() without a transaction */

byte generation;		/* of the process: whatever runs in it dies with it */

/* What was sent becomes visible at some time, or never will */
active proctype Database() {
	byte w;
	do
	:: atomic {
		flying ->
		if
		:: flying & 1 -> w = 0
		:: flying & 2 -> w = 1
		:: flying & 4 -> w = 2
		:: flying & 8 -> w = 3
		fi;
		flying = flying & ~(1 << w);
		if
		:: visible[A] = visible[A] | ((rows[w] & A_ONLY) -> (1 << w) : 0);
		   visible[B] = visible[B] | ((rows[w] & B_ONLY) -> (1 << w) : 0);
		   if
		   :: announced & (1 << w)
		   :: else ->
			due[A] = due[A] | (visible[A] & (1 << w));
			due[B] = due[B] | (visible[B] & (1 << w))
		   fi;
		   printf("database: write %d is visible\n", w)
		:: printf("database: write %d is impossible\n", w)
		fi;
		rows[w] = 0;
		w = 0
	   }
	od
}

#ifdef SHARED_MARK
#define TAKE_MARK(b) marks[b] = 0
#else
#define TAKE_MARK(b) marks[b]--
#endif

#ifdef LEASE_TOO_SHORT
#define LEASE_MAY_END(w) true
#else
#define LEASE_MAY_END(w) (!(flying & (1 << w)))
#endif

/* The lease ends what nobody else will. A commit is visible or impossible by then. */
active proctype Lease() {
	byte w, b;
	do
	:: atomic {
		if
		:: w = 0
		:: w = 1
		:: WRITES > 1 -> w = 2
		:: WRITES > 1 -> w = 3
		fi;
		if
		:: unresolved[w] && LEASE_MAY_END(w) ->
			b = LOWEST(unresolved[w]);
			unresolved[w] = WITHOUT_LOWEST(unresolved[w]);
			TAKE_MARK(b);
#ifndef LEASE_ENDS_SILENTLY
			version[b]++;
#endif
			printf("lease: ends the mark of write %d on bucket %d\n", w, b)
		:: else
		fi;
		w = 0; b = 0
	   }
	:: atomic { quarantine && !(quarantine & flying) -> quarantine = 0 }
	od
}

#ifdef RESTART_IN_FLIGHT
#define MAY_RESTART true
#else
#define MAY_RESTART (!flying)
#endif

/* The process is killed and started again. The memory of the store is lost. */
#if RESTARTS > 0
active proctype Restart() {
	byte restarts = RESTARTS;
	do
	:: atomic {
		restarts > 0 && MAY_RESTART ->
		restarts--;
		generation++;
#ifndef FIXED_EPOCH
		epoch++;
#endif
#ifdef QUARANTINE
		quarantine = flying;
#endif
		version[A] = 0; version[B] = 0; version[ALL] = 0;
		marks[A] = 0; marks[B] = 0; marks[ALL] = 0;
		unresolved[0] = 0; unresolved[1] = 0; unresolved[2] = 0; unresolved[3] = 0;
		printf("restart\n")
	   }
	od
}
#endif

#define BIT (1 << id)
#define IS_VISIBLE ((visible[A] | visible[B]) & BIT)

inline markEach(set) {
	left = set;
	do
	:: atomic {
		left ->
#ifndef ANNOUNCE_AFTER_COMMIT
		marks[LOWEST(left)]++;
#endif
		printf("write %d: marks bucket %d\n", id, LOWEST(left));
		left = WITHOUT_LOWEST(left);
		if
		:: !left -> break
		:: else
		fi
	   }
	od
}

/* Both in one step */
inline endChanged(b) {
	TAKE_MARK(b);
	version[b]++;
	printf("write %d: ends the mark on bucket %d, new version\n", id, b)
}

inline endUnchanged(b) {
	TAKE_MARK(b);
	printf("write %d: ends the mark on bucket %d\n", id, b)
}

inline endEachChanged(set) {
	left = set;
	do
	:: atomic {
		left ->
#ifdef UNMARK_FIRST
		endUnchanged(LOWEST(left))
	   };
	   atomic {
		version[LOWEST(left)]++;
#elif defined(ANNOUNCE_AFTER_COMMIT)
		version[LOWEST(left)]++;
#elif defined(LEASE_FROM_MARK)
		if
		:: unresolved[id] & (1 << LOWEST(left)) ->
			unresolved[id] = unresolved[id] & ~(1 << LOWEST(left));
			endChanged(LOWEST(left))
		:: else		/* the lease has done it */
		fi;
#else
		endChanged(LOWEST(left));
#endif
		left = WITHOUT_LOWEST(left);
		if
		:: !left -> break
		:: else
		fi
	   }
	od
}

inline endEachUnchanged(set) {
	left = set;
	do
	:: atomic {
		left ->
		endUnchanged(LOWEST(left));
		left = WITHOUT_LOWEST(left);
		if
		:: !left -> break
		:: else
		fi
	   }
	od
}

/* touch() without a transaction */
inline touchAtOnce(set) {
	left = set;
	do
	:: atomic { left -> marks[LOWEST(left)]++ };
	   atomic {
		endChanged(LOWEST(left));
		left = WITHOUT_LOWEST(left);
		if
		:: !left -> break
		:: else
		fi
	   }
	od
}

/* The commit of a transaction, or any write without one. What the caller is told need not be true. */
inline send() {
	atomic {
		flying = flying | BIT;
		rows[id] = (touched == EVERYTHING -> BOTH : touched);
		printf("write %d: sent\n", id)
	};
	if
	:: atomic { !(flying & BIT) && IS_VISIBLE -> outcome = COMMITTED }
	:: atomic {
		outcome = UNKNOWN;
		printf("write %d: fails, or the reply is lost\n", id)
	   }
#ifdef BELIEVE_ROLLED_BACK
	:: outcome = ROLLED_BACK
#endif
#ifdef THROWN_IS_COMMITTED
	:: outcome = COMMITTED
#endif
#ifdef ANY_THROWN_IS_COMMITTED
	:: how == ANY -> outcome = COMMITTED
#endif
#ifdef WRITTEN_ELSEWHERE
	:: atomic { IS_VISIBLE -> outcome = ROLLED_BACK }
#endif
	fi
}

/*
 * A transaction that marks what it touches, when it touches it or before its commit, or a
 * write without a transaction and with known tags.
 */
inline marking() {
	markEach(touched);
#ifdef LEASE_FROM_MARK
	unresolved[id] = touched;
#endif
	if
	:: send()
	:: outcome = ROLLED_BACK
	:: outcome = UNKNOWN		/* the writer is gone before it sends the commit */
	fi;
	if
	:: outcome == COMMITTED -> endEachChanged(touched)
#ifdef LEASE_FROM_MARK
	:: outcome != COMMITTED		/* leave it to the lease */
#elif defined(ANNOUNCE_AFTER_COMMIT)
	:: outcome == UNKNOWN && !(flying & BIT) -> endEachChanged(touched)
	:: outcome == ROLLED_BACK
#else
	:: outcome == ROLLED_BACK -> endEachUnchanged(touched)
	:: outcome == UNKNOWN -> unresolved[id] = touched
#endif
	fi
}

/* A write without a transaction whose tags are known from its result */
inline any() {
	marks[ALL]++;
	send();
	if
	:: outcome == COMMITTED ->
#ifdef ANY_ENDS_FIRST
		marks[ALL]--;
		touchAtOnce(touched)
#else
		touchAtOnce(touched);
		marks[ALL]--
#endif
	:: outcome == ROLLED_BACK -> marks[ALL]--
	:: outcome == UNKNOWN -> unresolved[id] = EVERYTHING
	fi
}

/* A write that is announced once it is visible: guaranteed from then on */
inline announcing() {
	atomic {
		announced = announced | BIT;
		flying = flying | BIT;
		rows[id] = (touched == EVERYTHING -> BOTH : touched)
	};
	if
	:: atomic { !(flying & BIT) && IS_VISIBLE -> announced = announced & ~BIT };
		touchAtOnce(touched);
		atomic {
			due[A] = due[A] | (visible[A] & BIT);
			due[B] = due[B] | (visible[B] & BIT);
			printf("write %d: announced\n", id)
		}
	:: !(flying & BIT) && !IS_VISIBLE
	fi
}

proctype Writer(byte id) {
	byte touched, left, mine;
	mtype outcome, how;
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
		:: how = MARKING
#if !defined(MARKING_ONLY) && !defined(ANNOUNCE_AFTER_COMMIT) && !defined(LEASE_FROM_MARK)
		:: touched != EVERYTHING -> how = ANY
		:: how = ANNOUNCING
#endif
		fi;
		printf("write %d: buckets %d, %e\n", id, touched, how)
	   };
	   {
		if
		:: how == MARKING -> marking()
		:: how == ANY -> any()
		:: how == ANNOUNCING -> announcing()
		fi
	   } UNLESS_RESTARTED;
	   atomic { id = id + 2; touched = 0; left = 0; mine = 0; outcome = 0; how = 0 }
	:: id >= 2 * WRITES -> break
	od
}

inline readBucket(b) {
	atomic {
		now[b] = version[b];
		stable = stable && !marks[b] && !quarantine
	}
}

/* Bucket by bucket, that of all first: it may lose its mark once the others have a new version */
#ifdef ALL_READ_LAST
#define FIRST A
#define SECOND B
#define THIRD ALL
#else
#define FIRST ALL
#define SECOND A
#define THIRD B
#endif

#define IS_EQUAL (labelEpoch == nowEpoch && label[ALL] == now[ALL] && label[A] == now[A] && label[B] == now[B])

#ifdef IGNORE_MARKS
#define MAY_ANSWER_304 true
#define MAY_LABEL true
#elif defined(LABEL_UNSTABLE)
#define MAY_ANSWER_304 stable
#define MAY_LABEL true
#else
#define MAY_ANSWER_304 stable
#define MAY_LABEL stable
#endif

active proctype Client() {
	byte mine;
	byte now[3], nowEpoch;
	bool stable;
	byte label[3], labelEpoch;
	bool labelled;
	byte held[2];			/* the representation */
	byte arrived[2];		/* what was due when the request arrived */
	do
	:: {
		/* A request that arrives earlier has to see no more than this one */
		atomic {
			mine = generation;
			arrived[A] = due[A];
#ifndef ONE_ROW
			arrived[B] = due[B];
#endif
			nowEpoch = epoch;
			stable = true;
			readBucket(FIRST)
		};
		readBucket(SECOND);
#ifndef ONE_ROW
		readBucket(THIRD);
#endif
		if
		:: labelled && IS_EQUAL && MAY_ANSWER_304 ->
			atomic {
				printf("client: 304, holds %d %d, due at arrival %d %d\n", held[A], held[B], arrived[A], arrived[B]);
#ifdef ANY_304
				/* Is there one at all, of a representation that shows the second of two writes */
				assert(!(held[A] && version[A] > 1));
#endif
				assert(!(arrived[A] & ~held[A]) && !(arrived[B] & ~held[B]))
			}
		:: else ->
			atomic { labelled = false; held[A] = visible[A] };
#ifndef ONE_ROW
			held[B] = visible[B];		/* the handler reads row by row */
#endif
#ifdef READ_AFTER_DATA
			atomic { nowEpoch = epoch; stable = true; readBucket(FIRST) };
			readBucket(SECOND);
			readBucket(THIRD);
#endif
			atomic {
				if
				:: MAY_LABEL ->
					labelled = true;
					label[ALL] = now[ALL]; label[A] = now[A]; label[B] = now[B];
					labelEpoch = nowEpoch;
					printf("client: gets %d %d, label %d.%d.%d.%d\n", held[A], held[B],
						labelEpoch, label[ALL], label[A], label[B])
				:: else
				fi
			}
		fi
	   } UNLESS_RESTARTED;
	   atomic {
		now[ALL] = 0; now[A] = 0; now[B] = 0; nowEpoch = 0; stable = false;
		arrived[A] = 0; arrived[B] = 0; mine = generation;
		if
		:: labelled
		:: else -> held[A] = 0; held[B] = 0; label[ALL] = 0; label[A] = 0; label[B] = 0; labelEpoch = 0
		fi
	   }
	od
}

init {
	atomic { run Writer(0); run Writer(1) }
}
