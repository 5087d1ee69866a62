package dev.stepwell.standalone.console;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** The console's page and what it loads. All of it is public and the same for everyone; the page may load nothing from elsewhere. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
public final class ConsoleController {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ConsoleFiles files;

    ConsoleController(ConsoleFiles files) {
        this.files = files;
    }

    /** The page. */
    @Get
    public HttpResponse<?> page(
            @Nullable @Header(HttpHeaders.ACCEPT_ENCODING) String accepted,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return file("index.html", accepted, known);
    }

    /** The icon, the README. */
    @Get("/{name:icon.svg|README.txt}")
    public HttpResponse<?> beside(
            String name,
            @Nullable @Header(HttpHeaders.ACCEPT_ENCODING) String accepted,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return file(name, accepted, known);
    }

    /** Scripts and styles, their names made from their bytes. */
    @Get("/assets/{name}")
    public HttpResponse<?> asset(
            String name,
            @Nullable @Header(HttpHeaders.ACCEPT_ENCODING) String accepted,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        return file("assets/" + name, accepted, known);
    }

    /**
     * Every other address is the page, which looks at the address itself; whoever wants no page finds nothing here. What the server
     * answers itself is left out by name: to clients that take anything, this address would be as good as its own.
     */
    @Get("/{address:(?!health|metrics$|v1/|schedules$|schedules/).+}")
    public HttpResponse<?> address(
            String address,
            @Nullable @Header(HttpHeaders.ACCEPT) String wanted,
            @Nullable @Header(HttpHeaders.ACCEPT_ENCODING) String accepted,
            @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        boolean page = wanted != null && wanted.contains(MediaType.TEXT_HTML);
        return page ? file("index.html", accepted, known) : HttpResponse.notFound();
    }

    private HttpResponse<?> file(String path, @Nullable String accepted, @Nullable String known) {
        return files.find(path)
                .<HttpResponse<?>>map(file -> answer(file, accepted == null ? "" : accepted, known))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> answer(ConsoleFiles.ConsoleFile file, String accepted, @Nullable String known) {
        String coding = file.packed() ? coding(accepted) : "";
        String tag = '"' + file.tag() + (coding.isEmpty() ? "" : "-" + coding) + '"';
        boolean unchanged = tag.equals(known);
        MutableHttpResponse<byte[]> answer =
                unchanged ? HttpResponse.notModified() : HttpResponse.ok(file.bytes(coding));
        answer.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, file.isHashed() ? "public, max-age=31536000, immutable" : "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        if (!unchanged) {
            answer.header(HttpHeaders.CONTENT_TYPE, file.type());
            if (!coding.isEmpty()) {
                answer.header(HttpHeaders.CONTENT_ENCODING, coding);
            }
        }
        return answer;
    }

    /** The better of the two forms we have that the client takes; quality values of 0 are respected. */
    private static String coding(String accepted) {
        for (String coding : List.of("br", "gzip")) {
            if (accepted.matches("(?i)(.*,)?\\s*" + coding + "\\s*(;\\s*q=(1|0\\.\\d*[1-9]).*)?(,.*)?")) {
                return coding;
            }
        }
        return "";
    }
}
