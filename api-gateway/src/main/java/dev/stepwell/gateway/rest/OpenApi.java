package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The OpenAPI 3.1 document of all paths, made from the contract. */
public final class OpenApi {
    private final byte[] json;

    /** The document of these services. */
    public OpenApi(Services services) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            new Document(out, new Routes(services)).write();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        }
        json = bytes.toByteArray();
    }

    /** The document; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Writes the document into the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, new OpenApi(Services.ofTheContract()).json());
    }

    /** One document being written. */
    private record Document(JsonGenerator out, Routes routes) {
        void write() throws IOException {
            out.writeStartObject();
            out.writeStringField("openapi", "3.1.0");
            out.writeObjectFieldStart("info");
            out.writeStringField("title", "Stepwell");
            out.writeStringField("version", "1");
            out.writeEndObject();
            Schemas schemas = new Schemas(out);
            paths(schemas);
            out.writeObjectFieldStart("components");
            securitySchemes();
            schemas.write();
            out.writeEndObject();
            out.writeEndObject();
        }

        private void paths(Schemas schemas) throws IOException {
            Map<String, List<Route>> byPath = new TreeMap<>();
            for (Route route : routes.all()) {
                byPath.computeIfAbsent(path(route.template()), p -> new ArrayList<>())
                        .add(route);
            }
            out.writeObjectFieldStart("paths");
            for (Map.Entry<String, List<Route>> path : byPath.entrySet()) {
                out.writeObjectFieldStart(path.getKey());
                for (Route route : path.getValue()) {
                    out.writeObjectFieldStart(route.method().toLowerCase(Locale.ROOT));
                    operation(route, schemas);
                    out.writeEndObject();
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        }

        private void operation(Route route, Schemas schemas) throws IOException {
            Operation operation = route.operation();
            out.writeStringField("operationId", operationId(route));
            out.writeArrayFieldStart("tags");
            out.writeString(operation.rpc().getService().getName());
            out.writeEndArray();
            security(operation);
            out.writeArrayFieldStart("parameters");
            for (Variable variable : route.template().variables()) {
                parameter(variable, "path", true, schemas);
            }
            if (!route.body()) {
                query(operation.input(), List.of(), true, route, schemas);
            }
            new OpenApiHeaders(out).parameters(route);
            out.writeEndArray();
            if (route.body()) {
                out.writeObjectFieldStart("requestBody");
                out.writeBooleanField("required", true);
                content("application/json", schemas.body(operation.input(), inPath(route)));
                out.writeEndObject();
            }
            responses(route, schemas);
        }

        /** A further path of the same operation is named after its variable. */
        private static String operationId(Route route) {
            Operation operation = route.operation();
            String service = operation.service().getActionPrefix().replace(".", "");
            String name = service + operation.name();
            String id = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            if (!route.further()) {
                return id;
            }
            String variable = route.template().variables().getFirst().name();
            return id + "By" + Character.toUpperCase(variable.charAt(0)) + variable.substring(1);
        }

        private void security(Operation operation) throws IOException {
            out.writeArrayFieldStart("security");
            if (operation.rule().getPlane() != Plane.PLANE_GATEWAY) {
                requirement("apiKey");
                requirement("session");
            } else if (!operation.name().startsWith("Create")) {
                requirement("session");
            }
            out.writeEndArray();
        }

        private void requirement(String scheme) throws IOException {
            out.writeStartObject();
            out.writeArrayFieldStart(scheme);
            out.writeEndArray();
            out.writeEndObject();
        }

        private void query(Shape shape, List<Member> way, boolean required, Route route, Schemas schemas)
                throws IOException {
            for (Member member : shape.members()) {
                List<Member> here = new ArrayList<>(way);
                here.add(member);
                if (member.inline()) {
                    query(member.structure(), way, required, route, schemas);
                } else if (Arguments.leadsOn(member)) {
                    query(member.structure(), here, required && member.required(), route, schemas);
                } else if (Arguments.isParameter(member)
                        && !route.template().variables().contains(new Variable(here))) {
                    parameter(new Variable(here), "query", required && member.required(), schemas);
                }
            }
        }

        private void parameter(Variable variable, String in, boolean required, Schemas schemas) throws IOException {
            out.writeStartObject();
            out.writeStringField("name", variable.name());
            out.writeStringField("in", in);
            out.writeBooleanField("required", required);
            out.writeFieldName("schema");
            schemas.schema(variable.member());
            out.writeEndObject();
        }

        private void responses(Route route, Schemas schemas) throws IOException {
            Operation operation = route.operation();
            OpenApiHeaders headers = new OpenApiHeaders(out);
            out.writeObjectFieldStart("responses");
            out.writeObjectFieldStart("200");
            out.writeStringField(
                    "description", operation.isStream() ? "Events named like the schema's members" : "Done");
            headers.headers(route);
            content(
                    operation.isStream() ? "text/event-stream" : "application/json",
                    schemas.reference(operation.output()));
            out.writeEndObject();
            headers.responses(route);
            out.writeObjectFieldStart("default");
            out.writeStringField("description", "A problem");
            content(RestErrors.CONTENT_TYPE, "#/components/schemas/Problem");
            out.writeEndObject();
            out.writeEndObject();
        }

        private void content(String type, String schema) throws IOException {
            out.writeObjectFieldStart("content");
            out.writeObjectFieldStart(type);
            out.writeObjectFieldStart("schema");
            out.writeStringField("$ref", schema);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
        }

        private void securitySchemes() throws IOException {
            out.writeObjectFieldStart("securitySchemes");
            out.writeObjectFieldStart("apiKey");
            out.writeStringField("type", "http");
            out.writeStringField("scheme", "bearer");
            out.writeEndObject();
            out.writeObjectFieldStart("session");
            out.writeStringField("type", "apiKey");
            out.writeStringField("in", "cookie");
            out.writeStringField("name", "stepwell-session");
            out.writeEndObject();
            out.writeEndObject();
        }

        /** What the path says of the question, so that its body need not. */
        private static List<Member> inPath(Route route) {
            return route.template().variables().stream()
                    .map(variable -> variable.way().getFirst())
                    .toList();
        }

        private static String path(Template template) {
            StringBuilder path = new StringBuilder();
            for (Template.Part part : template.parts()) {
                path.append('/');
                path.append(
                        part.variable() == null
                                ? part.literal()
                                : "{" + part.variable().name() + "}");
            }
            return path.toString();
        }
    }
}
