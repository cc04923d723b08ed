package dev.slipway.registry.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A page of HTML as a program reads it. */
record ReadPage(Element root) {

    static ReadPage of(String html) {
        try {
            return new ReadPage(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(html.getBytes(UTF_8)))
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String text(String id) {
        return element(id).getTextContent();
    }

    BigDecimal dollars(String id) {
        return number(text(id));
    }

    /** Of the lines of a table, or of a list, what they cost. */
    List<BigDecimal> dollarsOf(String id) {
        return of(element(id).getElementsByTagName("*"))
                .filter(element -> element.getAttribute("class").matches(".*\\busd\\b.*"))
                .map(element -> number(element.getTextContent()))
                .toList();
    }

    BigDecimal sum(String id) {
        return dollarsOf(id).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The numbers of each line of a table. */
    List<List<BigDecimal>> rows(String id) {
        return lines(id)
                .map(line -> of(line.getElementsByTagName("td"))
                        .map(cell -> number(cell.getTextContent()))
                        .toList())
                .toList();
    }

    /** What each line of a table is about. */
    List<String> names(String id) {
        return lines(id)
                .map(line -> line.getElementsByTagName("th").item(0).getTextContent())
                .toList();
    }

    private Stream<Element> lines(String id) {
        return of(element(id).getElementsByTagName("tbody")).flatMap(body -> of(body.getElementsByTagName("tr")));
    }

    private Element element(String id) {
        return of(root.getElementsByTagName("*"))
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + id));
    }

    private static Stream<Element> of(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replaceAll("[$,+]", "").replace('\u2212', '-'));
    }
}
