package org.openrecorder.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The ways in which old clients are known, or allowed, to write one call: each way of writing names
 * with each way of writing values, and all others beside them.
 */
final class OldRequests {

  static final String OTHER_PLACES = "names in other letters or in a namespace, in another order";
  static final String TWO_OF_ONE_ID = "two elements with one `id`";
  static final String REPEATED = "the same parameter twice in a URL";
  static final String OTHER_CHARSET = "bytes that are not in the charset that the request names";
  static final String RULES = "a value that breaks the rule of its parameter";
  static final String ATTACHMENTS = "an attachment, or an envelope encoded for its transport";
  static final String URL_BYTES = "bytes of a URL that are not UTF-8";
  static final String URL_REFERENCES = "references of XML in a URL, `%26amp;`";

  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** What stands in the envelope for a call: the operation, and what else there is. */
  private record Content(
      String header, String before, String operation, String after, String tail) {

    static Content of(String operation) {
      return new Content("", "", operation, "", "");
    }

    String envelope() {
      return envelope("s", SOAP_11, "");
    }

    String envelope(String prefix, String namespace, String declaration) {
      String colon = prefix.isEmpty() ? "" : prefix + ":";
      String xmlns = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
      return "%5$s<%1$sEnvelope %2$s=\"%3$s\">%4$s<%1$sBody>%6$s%7$s%8$s</%1$sBody>%9$s</%1$sEnvelope>"
          .formatted(colon, xmlns, namespace, header, declaration, before, operation, after, tail);
    }
  }

  /** A way of writing an operation around two values that are ready to be put in. */
  private record Naming(String name, String difference, BinaryOperator<String> operation) {}

  private final String tag;
  private final String user;
  private final List<OldRequest> all = new ArrayList<>();

  /**
   * Calls of {@code retrieve}.
   *
   * @param tag of a recording
   * @param user who may hear it
   */
  OldRequests(String tag, String user) {
    this.tag = tag;
    this.user = user;
  }

  private static Naming naming(String name, String format) {
    return new Naming(name, "", (first, second) -> format.formatted(first, second));
  }

  /** The first value is the tag; each is an element's content with its attributes before it. */
  private static List<Naming> namings() {
    return List.of(
        naming("as documented", "<retrieve><tag%s</tag><username%s</username></retrieve>"),
        naming("capitals", "<Retrieve><Tag%s</Tag><Username%s</Username></Retrieve>"),
        naming("another order", "<retrieve><username%2$s</username><tag%1$s</tag></retrieve>"),
        naming("a and b", "<retrieve><a%s</a><b%s</b></retrieve>"),
        naming("in0", "<retrieve><in0%s</in0><in1%s</in1></retrieve>"),
        naming(
            "numeric",
            "<retrieve><__numeric_0%s</__numeric_0><__numeric_1%s</__numeric_1></retrieve>"),
        naming("v1", "<retrieve><v1%s</v1><v2%s</v2></retrieve>"),
        naming("one of each", "<retrieve><in0%s</in0><username%s</username></retrieve>"),
        naming("the other", "<retrieve><tag%s</tag><user%s</user></retrieve>"),
        naming(
            "qualified",
            "<x:retrieve xmlns:x='urn:x'><x:tag%s</x:tag><x:username%s</x:username></x:retrieve>"),
        naming(
            "a default namespace",
            "<retrieve xmlns='urn:x'><tag%s</tag><username%s</username></retrieve>"),
        naming(
            "reset",
            "<x:retrieve xmlns:x='urn:x' xmlns=''><tag%s</tag><username%s</username></x:retrieve>"),
        naming("a mark", "<retrieve.><tag%s</tag><username%s</username></retrieve.>"),
        new Naming(
            "capitals in another order",
            OTHER_PLACES,
            (first, second) ->
                "<retrieve><Username%2$s</Username><Tag%1$s</Tag></retrieve>"
                    .formatted(first, second)),
        new Naming(
            "qualified in another order",
            OTHER_PLACES,
            (first, second) ->
                "<x:retrieve xmlns:x='urn:x'><x:username%2$s</x:username><x:tag%1$s</x:tag></x:retrieve>"
                    .formatted(first, second)));
  }

  /** How the content of an element may be written so that its text is the same. */
  private static Map<String, UnaryOperator<String>> values() {
    return Map.ofEntries(
        Map.entry("plain", text -> ">" + text),
        Map.entry("CDATA", text -> "><![CDATA[" + text + "]]>"),
        Map.entry(
            "a comment within", text -> ">" + text.charAt(0) + "<!-- c -->" + text.substring(1)),
        Map.entry("references", text -> ">&#" + (int) text.charAt(0) + ";" + text.substring(1)),
        Map.entry("blanks around", text -> ">\n\t " + text + " \r\n"),
        Map.entry(
            "typed",
            text ->
                " xsi:type='xsd:string' xmlns:xsi='"
                    + XSI
                    + "' xmlns:xsd='http://www.w3.org/2001/XMLSchema'>"
                    + text),
        Map.entry(
            "typed by SOAP",
            text ->
                " xsi:type='e:string' xmlns:xsi='" + XSI + "' xmlns:e='" + ENCODING + "'>" + text),
        Map.entry(
            "typed in 1999",
            text ->
                " xsi:type='xsd:string' xmlns:xsi='http://www.w3.org/1999/XMLSchema-instance' xmlns:xsd='http://www.w3.org/1999/XMLSchema'>"
                    + text),
        Map.entry("not nil", text -> " xsi:nil='false' xmlns:xsi='" + XSI + "'>" + text),
        Map.entry("other attributes", text -> " a='b' x:href='#x' xmlns:x='urn:x'>" + text),
        Map.entry("an id", text -> " id='own'>" + text),
        Map.entry("a namespace for nothing", text -> " xmlns:n='urn:n'>" + text));
  }

  /** Where a value may lie that is referred to by {@code #v}. */
  private Map<String, UnaryOperator<Content>> places() {
    String value = "<multiRef id='v'>" + tag + "</multiRef>";
    String other = "<multiRef id='o'>none</multiRef>";
    return Map.ofEntries(
        Map.entry("after the call", c -> new Content("", "", c.operation, value, "")),
        Map.entry("after another", c -> new Content("", "", c.operation, other + value, "")),
        Map.entry("before another", c -> new Content("", "", c.operation, value + other, "")),
        Map.entry(
            "before the call",
            c ->
                new Content(
                    "",
                    value.replace(" id", " e:root='0' xmlns:e='" + ENCODING + "' id"),
                    c.operation,
                    "",
                    "")),
        Map.entry(
            "within another", c -> new Content("", "", c.operation, "<w>" + value + "</w>", "")),
        Map.entry(
            "behind another",
            c ->
                new Content(
                    "",
                    "",
                    c.operation,
                    "<w id='v' href='#w'/>" + value.replace("'v'", "'w'"),
                    "")),
        Map.entry(
            "in the header",
            c -> new Content("<s:Header>" + value + "</s:Header>", "", c.operation, "", "")),
        Map.entry("after the body", c -> new Content("", "", c.operation, "", value)),
        Map.entry(
            "typed",
            c ->
                new Content(
                    "",
                    "",
                    c.operation,
                    value.replace(
                        " id",
                        " xsi:type='e:string' s:encodingStyle='"
                            + ENCODING
                            + "' xmlns:xsi='"
                            + XSI
                            + "' xmlns:e='"
                            + ENCODING
                            + "' id"),
                    "")));
  }

  Stream<OldRequest> all() {
    namings().forEach(this::withEachValue);
    envelopes();
    headers();
    transports();
    charsets();
    attachments();
    oddCalls();
    urls();
    return all.stream();
  }

  private void add(OldRequest request) {
    all.add(request);
  }

  private void withEachValue(Naming naming) {
    values()
        .forEach(
            (name, value) -> {
              String operation = naming.operation().apply(value.apply(tag), value.apply(user));
              add(
                  soap(naming.name() + ", " + name, Content.of(operation))
                      .but(naming.difference()));
            });
    places()
        .forEach(
            (name, place) -> {
              String operation = naming.operation().apply(" href='#v'>", ">" + user);
              add(
                  soap(naming.name() + ", a value " + name, place.apply(Content.of(operation)))
                      .but(naming.difference()));
            });
  }

  private static OldRequest soap(String name, Content content) {
    return OldRequest.soap(name, content.envelope());
  }

  private String call() {
    return "<retrieve><tag>%s</tag><username>%s</username></retrieve>".formatted(tag, user);
  }

  private Content content() {
    return Content.of(call());
  }

  private void envelopes() {
    for (String prefix : List.of("s", "soapenv", "SOAP-ENV", "env", "")) {
      String reset =
          prefix.isEmpty() ? call().replace("<retrieve>", "<retrieve xmlns=''>") : call();
      for (String namespace : List.of(SOAP_11, SOAP_12)) {
        String envelope = Content.of(reset).envelope(prefix, namespace, "");
        add(OldRequest.soap("prefix " + prefix + " " + namespace, envelope));
      }
    }
    for (String declaration :
        List.of(
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n",
            "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
            "<?xml version='1.1'?>",
            "\r\n",
            "<!-- c -->")) {
      add(
          OldRequest.soap(
              "begins " + declaration.strip(), content().envelope("s", SOAP_11, declaration)));
    }
    add(OldRequest.soap("ends with lines", content().envelope() + "\r\n\n"));
    add(OldRequest.soap("indented", content().envelope().replaceAll("><", ">\n  <")));
  }

  private void headers() {
    for (String entry :
        List.of(
            "",
            "<h/>",
            "<h s:mustUnderstand='0'>x</h>",
            "<h s:mustUnderstand='1' s:actor='urn:b'/>",
            "<h s:mustUnderstand='1' s:actor=''/>",
            "<w:Security xmlns:w='urn:w'><w:Token>x</w:Token></w:Security>")) {
      String header = "<s:Header>" + entry + "</s:Header>";
      add(soap("header " + entry, new Content(header, "", call(), "", "")));
    }
    add(soap("a header after the body", new Content("", "", call(), "", "<s:Header/>")));
    add(soap("something after the body", new Content("", "", call(), "", "<x>y</x>")));
    add(
        soap(
            "two calls",
            new Content("", "", call(), "<stop><extenOrUniqueId>1</extenOrUniqueId></stop>", "")));
  }

  private void transports() {
    OldRequest plain = soap("type", content());
    for (String type :
        List.of(
            "text/xml",
            "text/xml;",
            "text/xml;charset=UTF-8",
            "Text/XML; Charset=\"utf-8\"",
            "text/xml; charset='utf-8'",
            "text/xml, charset=utf-8",
            "application/xml",
            "application/soap+xml",
            "application/soap+xml; action=\"x\"",
            "text/plain",
            "text/html; charset=utf-8",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "application/json",
            "multipart/form-data; boundary=b",
            "nonsense",
            "")) {
      add(plain.with("Content-Type: " + type, "SOAPAction: \"\""));
    }
    add(plain.with("SOAPAction: \"\""));
    for (String action : List.of("", "\"\"", "stop", "\"urn:x#stop\"", "retrieve", "\"")) {
      add(plain.with("Content-Type: text/xml; charset=utf-8", "SOAPAction: " + action));
    }
    add(plain.with("content-type: text/xml", "soapaction: \"\""));
    add(
        new OldRequest(
            "a method in the URL too",
            "POST",
            "?method=stop&a=1",
            plain.headers(),
            plain.body(),
            ""));
  }

  private void charsets() {
    String letters = call().replace("</username>", "<!--é--></username>");
    String document = Content.of(letters).envelope();
    for (String charset :
        List.of(
            "UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32")) {
      OldRequest request = soap("charset", content()).in(charset, document);
      add(request.with("Content-Type: text/xml; charset=" + charset, "SOAPAction: \"\""));
      String declared = "<?xml version='1.0' encoding='" + charset + "'?>" + document;
      if (!charset.startsWith("UTF-32")) {
        add(request.in(charset, declared).with("Content-Type: text/xml", "SOAPAction: \"\""));
      }
      add(
          request
              .in("UTF-8", declared)
              .with("Content-Type: text/xml; charset=UTF-8", "SOAPAction: \"\""));
    }
    OldRequest marked = soap("byte order mark", content()).in("UTF-8", "\ufeff" + document);
    add(marked);
    add(marked.with("Content-Type: text/xml", "SOAPAction: \"\""));
    add(
        soap("US-ASCII that is none", content())
            .in("UTF-8", Content.of(call().replace(tag, tag + "é")).envelope())
            .with("Content-Type: text/xml; charset=us-ascii", "SOAPAction: \"\"")
            .but(OTHER_CHARSET));
    add(soap("Latin-1 named UTF-8", content()).in("ISO-8859-1", document));
  }

  private void attachments() {
    String root = part("<root>", "8bit", content().envelope());
    String other = part("<other>", "binary", "x");
    String encoded =
        Base64.getEncoder().encodeToString(content().envelope().getBytes(StandardCharsets.UTF_8));
    add(multipart("one part", root));
    add(multipart("a text before the parts", "preamble\r\n" + root));
    add(multipart("a binary part", root.replace("8bit", "binary")));
    add(multipart("two parts", root + other).but(ATTACHMENTS));
    add(multipart("the envelope second", other + root).but(ATTACHMENTS));
    add(multipart("in BASE64", part("<root>", "base64", encoded)).but(ATTACHMENTS));
  }

  private static OldRequest multipart(String name, String parts) {
    String type =
        "Content-Type: multipart/related; type=\"text/xml\"; start=\"<root>\"; boundary=\"b\"";
    return OldRequest.soap(name, parts + "--b--\r\n").with(type, "SOAPAction: \"\"");
  }

  private static String part(String id, String encoding, String content) {
    return "--b\r\nContent-Type: text/xml; charset=UTF-8\r\nContent-Transfer-Encoding: %s\r\nContent-Id: %s\r\n\r\n%s\r\n"
        .formatted(encoding, id, content);
  }

  private void oddCalls() {
    String referring = call().replace("<tag>" + tag + "<", "<tag href='#v'><");
    add(
        soap(
                "two of one id",
                new Content("", "", referring, "<m id='v'>none</m><m id='v'>" + tag + "</m>", ""))
            .but(TWO_OF_ONE_ID));
    String text12 = call().replace("<tag>", "<tag href='#v'>");
    add(OldRequest.soap("href in 1.2", Content.of(text12).envelope("s", SOAP_12, "")));
    Content ref12 =
        new Content(
            "<s:Header><h id='v'>" + tag + "</h></s:Header>",
            "",
            referring.replace("href", "ref"),
            "",
            "");
    add(OldRequest.soap("ref in 1.2", ref12.envelope("s", SOAP_12, "")));
    add(soap("ref in 1.1", Content.of(call().replace("<tag>", "<tag ref='#v'>"))));
    add(
        soap(
            "a reference to itself",
            Content.of(referring.replace("href='#v'", "href='#v' id='v'"))));
    add(soap("a reference to nothing", Content.of(referring)));
    add(soap("three arguments", Content.of(call().replace("</retrieve>", "<c>1</c></retrieve>"))));
    add(
        soap(
            "a name and another's place",
            Content.of(
                "<retrieve><username>%s</username><x>%s</x></retrieve>".formatted(user, tag))));
    add(
        OldRequest.soap(
                "a control character",
                Content.of(call().replace(tag, tag + "&#1;"))
                    .envelope("s", SOAP_11, "<?xml version='1.1'?>"))
            .but(RULES));
  }

  private void urls() {
    String query = "method=retrieve&tag=%s&username=%s".formatted(tag, user);
    for (String variant :
        List.of(
            query,
            query.replace("method", "METHOD"),
            query.replace("method=r", "Method=R"),
            query.replace("tag", "Tag"),
            query.replace("tag", "TAG").replace("username", "UserName"),
            query.replace("tag", "order").replace("username", "who"),
            query.replace("tag", "a"),
            query.replace("username", "b"),
            "method=retrieve&username=%s&tag=%s".formatted(user, tag),
            query.replace("retrieve", "retrieve%20"),
            query.replace("retrieve", "retrieve."),
            query.replace("&", "&&") + "&",
            query.replace("tag=", "tag=%20").replace("&u", "%0D%0A&u"),
            query.replace("username=", "%75sername="),
            query + "%20%09",
            query + "+",
            query + "&_=5",
            query.replace("retrieve", "RETRIEVE"),
            "tag=%s&username=%s&method=retrieve".formatted(tag, user))) {
      add(OldRequest.get(variant));
    }
    add(
        OldRequest.get("method=retrieve&Username=%s&Tag=%s".formatted(user, tag))
            .but(OTHER_PLACES));
    add(OldRequest.get(query + "&tag=none").but(REPEATED));
    add(OldRequest.get(query + "&method=stop").but(REPEATED));
    add(OldRequest.get(query.replace(tag, tag + "%26amp;b")).but(URL_REFERENCES));
    add(OldRequest.get(query.replace(tag, tag + "%E9")).but(URL_BYTES));
  }
}
