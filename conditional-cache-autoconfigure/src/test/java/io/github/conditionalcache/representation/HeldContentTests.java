package io.github.conditionalcache.representation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeldContent} and its pool.
 */
class HeldContentTests {

	private final ChunkPool pool = new ChunkPool();

	@Test
	void contentInAnyPiecesComesOutAsItWent() throws IOException {
		Random random = new Random(304);
		for (int round = 0; round < 200; round++) {
			HeldContent held = new HeldContent(200_000, this.pool);
			ByteArrayOutputStream expected = new ByteArrayOutputStream();
			while (expected.size() < round * 500) {
				byte[] bytes = new byte[random.nextInt(40_000)];
				random.nextBytes(bytes);
				int offset = random.nextInt(bytes.length + 1);
				if (held.append(bytes, offset, bytes.length - offset)) {
					expected.write(bytes, offset, bytes.length - offset);
				}
			}
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			held.writeTo(out);
			assertThat(out.toByteArray()).isEqualTo(expected.toByteArray()).isEqualTo(held.toByteArray());
			assertThat(held.size()).isEqualTo(expected.size());
			held.recycle();
		}
	}

	@Test
	void appendBeyondTheLimitTakesNothing() {
		HeldContent held = new HeldContent(10, this.pool);
		assertThat(held.append(new byte[10], 0, 10)).isTrue();
		assertThat(held.append(new byte[1], 0, 1)).isFalse();
		assertThat(held.size()).isEqualTo(10);
	}

	@Test
	void appendOfWhatIsNotThereLeavesNothingOfOthers() {
		HeldContent other = new HeldContent(100_000, this.pool);
		other.append(new byte[] { 7, 7, 7 }, 0, 3);
		other.recycle();
		HeldContent held = new HeldContent(100_000, this.pool);
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> held.append(new byte[1], 0, 2));
		assertThat(held.append(new byte[] { 1 }, 0, 1)).isTrue();
		assertThat(held.toByteArray()).containsExactly(1);
	}

	@Test
	void memoryIsUsedAgain() {
		byte[] piece = this.pool.take();
		this.pool.giveBack(piece);
		assertThat(this.pool.take()).isSameAs(piece);
	}

	@Test
	void memoryKeptIsBounded() {
		List<byte[]> pieces = IntStream.range(0, 1000).mapToObj((i) -> this.pool.take()).toList();
		pieces.forEach(this.pool::giveBack);
		long kept = IntStream.range(0, 1000).filter((i) -> pieces.contains(this.pool.take())).count();
		assertThat(kept * ChunkPool.PIECE).isEqualTo(4 * 1024 * 1024);
	}

	@Test
	void contentThatWasRecycledTouchesNothingThatOthersUse() throws IOException {
		HeldContent late = new HeldContent(100, this.pool);
		late.append(new byte[] { 1 }, 0, 1);
		late.recycle();
		late.recycle();
		HeldContent next = new HeldContent(100, this.pool);
		next.append(new byte[] { 2, 2, 2 }, 0, 3);
		HeldContent another = new HeldContent(100, this.pool);
		another.append(new byte[] { 3 }, 0, 1);
		assertThat(late.append(new byte[] { 4 }, 0, 1)).isFalse();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		late.writeTo(out);
		assertThat(out.toByteArray()).isEmpty();
		assertThat(late.size()).isEqualTo(1);
		assertThat(next.toByteArray()).containsExactly(2, 2, 2);
		assertThat(another.toByteArray()).containsExactly(3);
	}

	@Test
	void manyThreadsNeverSeeContentOfEachOther() {
		List<Boolean> intact = IntStream.range(0, 20_000).parallel().mapToObj((i) -> {
			byte[] bytes = new byte[i % 40_000];
			Arrays.fill(bytes, (byte) i);
			HeldContent held = new HeldContent(40_000, this.pool);
			held.append(bytes, 0, bytes.length);
			Thread.yield();
			boolean same = Arrays.equals(held.toByteArray(), bytes);
			held.recycle();
			return same;
		}).toList();
		assertThat(intact).doesNotContain(false);
	}

}
