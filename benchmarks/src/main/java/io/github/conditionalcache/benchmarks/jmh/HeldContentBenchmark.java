package io.github.conditionalcache.benchmarks.jmh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

import io.github.conditionalcache.representation.ChunkPool;
import io.github.conditionalcache.representation.HeldContent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Content held back in pieces of 8 KiB, as a message converter writes them: either all is
 * kept and sent at the end, or it becomes too long, and what was kept is sent on.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class HeldContentBenchmark {

	private static final int PIECE = 8192;

	private static final int LIMIT = 1024 * 1024;

	private final ChunkPool pool = new ChunkPool();

	private final byte[] piece = new byte[PIECE];

	/** Length of the content. */
	@Param({ "1", "16", "256", "4096" })
	public int kibibytes = 1;

	private int first;

	private int pieces;

	/**
	 * Divides the content.
	 */
	@Setup
	public void prepare() {
		int length = this.kibibytes * 1024;
		this.first = Math.min(length, PIECE);
		this.pieces = length / PIECE;
	}

	/**
	 * Holds it, or sends what was held once it is too long, and the rest directly.
	 * @return bytes that were held
	 * @throws IOException never
	 */
	@Benchmark
	public int holdAndSend() throws IOException {
		HeldContent content = new HeldContent(LIMIT, this.pool);
		OutputStream out = OutputStream.nullOutputStream();
		content.append(this.piece, 0, this.first);
		boolean held = true;
		for (int i = 1; i < this.pieces; i++) {
			boolean fits = held && content.append(this.piece, 0, PIECE);
			if (held && !fits) {
				content.writeTo(out);
			}
			held = fits;
			if (!held) {
				out.write(this.piece, 0, PIECE);
			}
		}
		if (held) {
			content.writeTo(out);
		}
		content.recycle();
		return content.size();
	}

}
