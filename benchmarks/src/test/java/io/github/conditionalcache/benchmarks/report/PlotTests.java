package io.github.conditionalcache.benchmarks.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;

class PlotTests {

	@Test
	void plotIsAnImageWithAPointForEachFigure() throws Exception {
		Plot plot = new Plot("Title < 2", "across", "up");
		plot.add("ours", 10, new Spread(30, 28, 35));
		plot.add("ours", 1000, new Spread(31, 30, 33));
		plot.add("bare", 10, new Spread(60, 58, 65));
		Document image = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(plot.toSvg().getBytes(StandardCharsets.UTF_8)));
		assertThat(image.getDocumentElement().getTagName()).isEqualTo("svg");
		assertThat(image.getElementsByTagName("circle").getLength()).isEqualTo(3);
		assertThat(image.getElementsByTagName("polyline").item(0).getAttributes().getNamedItem("points").getNodeValue())
			.startsWith("90.0,");
	}

}
