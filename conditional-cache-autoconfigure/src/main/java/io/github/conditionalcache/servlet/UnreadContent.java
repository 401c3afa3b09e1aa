package io.github.conditionalcache.servlet;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;

/**
 * Content of a request that is refused before its handler reads it. Jetty closes the
 * connection on it without a word, where a client may just be sending its next request.
 */
public final class UnreadContent {

	/** As much as Tomcat reads on by default. */
	private static final int MAX_LENGTH = 2 * 1024 * 1024;

	/** As often as Jetty reads by default. */
	private static final int MAX_READS = 16;

	private static final Log logger = LogFactory.getLog(UnreadContent.class);

	private UnreadContent() {
	}

	/**
	 * Reads the rest of the content, so that the next request can follow, or tells the
	 * client that the connection ends. A client that waits to be asked for the content is
	 * not asked.
	 * @param request the request
	 * @param response the response, which is not committed yet
	 */
	public static void skip(HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted() || request.isAsyncStarted() || request.getHeader(HttpHeaders.EXPECT) != null) {
			return;
		}
		try {
			if (request.getContentLengthLong() > MAX_LENGTH || !isRead(request.getInputStream())) {
				close(request, response);
			}
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("Content of a refused request can't be read to its end", ex);
		}
	}

	/**
	 * Tells the client of a response that is about to be committed that the connection
	 * ends, if Jetty will end it: it reads the part of the content that has arrived, and
	 * announces so itself only on responses that it commits. Tomcat reads on and keeps
	 * the connection.
	 * @param request the request
	 * @param response the response, which is not committed yet
	 */
	static void announce(HttpServletRequest request, HttpServletResponse response) {
		if ((request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)
				|| !request.getServletContext().getServerInfo().startsWith("jetty/")) {
			return;
		}
		if (request.getHeader(HttpHeaders.EXPECT) != null || !hasArrived(request)) {
			close(request, response);
		}
	}

	private static boolean hasArrived(HttpServletRequest request) {
		try {
			ServletInputStream content = request.getInputStream();
			byte[] buffer = new byte[8192];
			long left = request.getContentLengthLong();
			for (int reads = 0; reads < MAX_READS && !content.isFinished() && content.available() > 0; reads++) {
				left -= content.read(buffer);
			}
			return left == 0 || content.isFinished();
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("Content of a request that is not modified can't be read", ex);
			return false;
		}
	}

	private static boolean isRead(InputStream content) throws IOException {
		byte[] buffer = new byte[8192];
		int left = MAX_LENGTH;
		int count = content.read(buffer);
		while (count >= 0 && left > 0) {
			left -= count;
			count = content.read(buffer);
		}
		return count < 0;
	}

	// A field of HTTP/1.1 alone (RFC 9113 §8.2.2)
	private static void close(HttpServletRequest request, HttpServletResponse response) {
		if (request.getProtocol().startsWith("HTTP/1")) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

}
