package io.github.conditionalcache.tag;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Canonical bytes of a sequence of parts.
 * <p>
 * Every part carries its type and length, so no two different sequences give the same
 * bytes: {@code ("ab", "c")} differs from {@code ("a", "bc")}, absent from empty, and the
 * string {@code "1"} from the number 1. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class CanonicalBytes {

	private static final int INITIAL_CAPACITY = 64;

	private static final int WIDEST = 3;

	private byte[] buffer;

	private int size;

	/**
	 * Creates an empty sequence.
	 */
	public CanonicalBytes() {
		this(INITIAL_CAPACITY);
	}

	private CanonicalBytes(int capacity) {
		this.buffer = new byte[capacity];
	}

	CanonicalBytes(byte[] bytes) {
		this.buffer = bytes.clone();
		this.size = bytes.length;
	}

	/**
	 * Add a part that is not there.
	 * @return this
	 */
	public CanonicalBytes addAbsent() {
		type(Type.ABSENT, 0);
		return this;
	}

	/**
	 * Add a string.
	 * @param value the string, or {@code null} if absent
	 * @return this
	 */
	public CanonicalBytes add(@Nullable String value) {
		if (value == null) {
			return addAbsent();
		}
		type(Type.STRING, Integer.BYTES + value.length());
		bits(value.length(), Integer.BYTES);
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character < 0x80) {
				this.buffer[this.size++] = (byte) character;
			}
			else {
				ensureRoom(WIDEST + value.length() - i);
				wide(character);
			}
		}
		return this;
	}

	/**
	 * Add bytes.
	 * @param value the bytes, or {@code null} if absent
	 * @return this
	 */
	public CanonicalBytes add(byte @Nullable [] value) {
		if (value == null) {
			return addAbsent();
		}
		type(Type.BYTES, Integer.BYTES + value.length);
		bits(value.length, Integer.BYTES);
		System.arraycopy(value, 0, this.buffer, this.size, value.length);
		this.size += value.length;
		return this;
	}

	/**
	 * Add the bytes of other parts as one part.
	 * @param others the others
	 * @return this
	 */
	CanonicalBytes add(CanonicalBytes others) {
		int begin = beginBytes();
		ensureRoom(others.size);
		System.arraycopy(others.buffer, 0, this.buffer, this.size, others.size);
		this.size += others.size;
		endBytes(begin);
		return this;
	}

	/**
	 * Add a whole number.
	 * @param value the number
	 * @return this
	 */
	public CanonicalBytes add(long value) {
		type(Type.NUMBER, Long.BYTES);
		bits(value, Long.BYTES);
		return this;
	}

	/**
	 * Add a truth value.
	 * @param value the value
	 * @return this
	 */
	public CanonicalBytes add(boolean value) {
		type(value ? Type.TRUE : Type.FALSE, 0);
		return this;
	}

	/**
	 * Return the bytes of all parts.
	 * @return a new array
	 */
	public byte[] toByteArray() {
		return Arrays.copyOf(this.buffer, this.size);
	}

	/**
	 * Begins bytes that are given as parts themselves, without a copy.
	 * @return the argument for {@link #endBytes(int)}
	 */
	int beginBytes() {
		type(Type.BYTES, Integer.BYTES);
		this.size += Integer.BYTES;
		return this.size;
	}

	/**
	 * Ends bytes: all that was added since they began is one part.
	 * @param begin where they begin
	 */
	void endBytes(int begin) {
		int end = this.size;
		this.size = begin - Integer.BYTES;
		bits(end - begin, Integer.BYTES);
		this.size = end;
	}

	/**
	 * Takes everything out again.
	 */
	void clear() {
		this.size = 0;
	}

	/**
	 * Digests all parts.
	 * @param digester takes them
	 */
	void digestInto(DigestAlgorithm.Digester digester) {
		digester.update(this.buffer, 0, this.size);
	}

	/**
	 * Digests all parts and the bytes of others, as if these had been added.
	 * @param last the others
	 * @param digester takes them
	 */
	void digestWith(CanonicalBytes last, DigestAlgorithm.Digester digester) {
		type(Type.BYTES, Integer.BYTES);
		bits(last.size, Integer.BYTES);
		digestInto(digester);
		digester.update(last.buffer, 0, last.size);
	}

	int size() {
		return this.size;
	}

	int capacity() {
		return this.buffer.length;
	}

	/**
	 * Whether these are the same parts.
	 * @param others others
	 * @return {@code true} if all bytes are equal
	 */
	boolean areEqualTo(CanonicalBytes others) {
		return Arrays.equals(this.buffer, 0, this.size, others.buffer, 0, others.size);
	}

	/**
	 * Returns the same parts, apart from these.
	 * @return a copy, as small as can be
	 */
	CanonicalBytes copy() {
		CanonicalBytes copy = new CanonicalBytes(0);
		copy.buffer = toByteArray();
		copy.size = this.size;
		return copy;
	}

	/**
	 * Tells sequences apart, most of the time.
	 * @return a hash over all bytes
	 */
	int hash() {
		return BytesHash.of(this.buffer, this.size);
	}

	private void type(Type type, int payload) {
		ensureRoom(1 + payload);
		this.buffer[this.size++] = type.code;
	}

	private void bits(long value, int bytes) {
		for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
			this.buffer[this.size++] = (byte) (value >>> shift);
		}
	}

	// The encoding of UTF-8, but for each UTF-16 code unit alone: a charset encoder would
	// replace every unpaired surrogate by the same question mark
	private void wide(char value) {
		if (value < 0x800) {
			this.buffer[this.size++] = (byte) (0xC0 | (value >> 6));
		}
		else {
			this.buffer[this.size++] = (byte) (0xE0 | (value >> 12));
			this.buffer[this.size++] = (byte) (0x80 | ((value >> 6) & 0x3F));
		}
		this.buffer[this.size++] = (byte) (0x80 | (value & 0x3F));
	}

	private void ensureRoom(int bytes) {
		int needed = Math.addExact(this.size, bytes);
		if (needed > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, Math.max(needed, this.buffer.length * 2));
		}
	}

	private enum Type {

		ABSENT(0), STRING(1), BYTES(2), NUMBER(3), TRUE(4), FALSE(5);

		private final byte code;

		Type(int code) {
			this.code = (byte) code;
		}

	}

}
