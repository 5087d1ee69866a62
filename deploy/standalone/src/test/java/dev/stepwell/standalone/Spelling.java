package dev.stepwell.standalone;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.shapes.Operation;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Any question of the contract, spelled as each of the three protocols spells it, and what came back as it stands on the wire. */
enum Spelling {
    AWS_JSON {
        @Override
        Optional<String> ask(Place place, Keys keys, Operation operation, Message question)
                throws IOException, InterruptedException {
            if (operation.service().getTargetPrefix().isEmpty()) {
                return Optional.empty();
            }
            byte[] body = new MessageWriter(Dialect.AWS).write(operation.input(), question);
            SdkHttpRequest unsigned = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(place.http())
                    .putHeader("X-Amz-Target", operation.service().getTargetPrefix() + "." + operation.name())
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .build();
            Map<String, List<String>> signed = AwsV4HttpSigner.create()
                    .sign(r -> r.request(unsigned)
                            .identity(AwsCredentialsIdentity.create(keys.id(), keys.secret()))
                            .payload(ContentStreamProvider.fromByteArray(body))
                            .putProperty(
                                    AwsV4HttpSigner.SERVICE_SIGNING_NAME,
                                    operation.service().getSigningName())
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                    .request()
                    .headers();
            HttpRequest.Builder request = HttpRequest.newBuilder(place.http()).POST(BodyPublishers.ofByteArray(body));
            signed.forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<String> answer = place.client().send(request.build(), BodyHandlers.ofString());
            return Optional.of(answer.statusCode() + " " + answer.body());
        }
    },

    REST {
        @Override
        Optional<String> ask(Place place, Keys keys, Operation operation, Message question)
                throws IOException, InterruptedException {
            HttpRule rule = operation.rpc().getOptions().getExtension(AnnotationsProto.http);
            HttpRequest.Builder request =
                    request(place, rule, operation, question).header("Authorization", "Bearer " + keys.apiKey());
            if (operation.isStream()) {
                HttpResponse<Stream<String>> answer = place.client().send(request.build(), BodyHandlers.ofLines());
                try (Stream<String> lines = answer.body()) {
                    String first = answer.statusCode() == 200
                            ? lines.filter(line -> line.startsWith("event: "))
                                    .findFirst()
                                    .orElse("")
                            : String.join("\n", lines.toList());
                    return Optional.of(answer.statusCode() + " " + first);
                }
            }
            HttpResponse<String> answer = place.client().send(request.build(), BodyHandlers.ofString());
            return Optional.of(answer.statusCode() + " " + answer.body());
        }
    },

    GRPC {
        @Override
        Optional<String> ask(Place place, Keys keys, Operation operation, Message question) {
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + keys.apiKey());
            Channel channel =
                    ClientInterceptors.intercept(place.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
            try {
                if (operation.isStream()) {
                    Iterator<Message> answers = ClientCalls.blockingServerStreamingCall(
                            channel, operation.method(), CallOptions.DEFAULT, question);
                    return Optional.of("OK " + kinds(answers.next()));
                }
                return Optional.of("OK "
                        + ClientCalls.blockingUnaryCall(channel, operation.method(), CallOptions.DEFAULT, question));
            } catch (StatusRuntimeException e) {
                Fault fault = FaultStatus.from(e);
                return Optional.of(
                        e.getStatus().getCode() + " " + fault.error() + " " + fault.text() + " " + fault.members());
            }
        }
    };

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_.]+)}");

    /** What came back, status first; empty when this protocol has no such action. */
    abstract Optional<String> ask(Place place, Keys keys, Operation operation, Message question)
            throws IOException, InterruptedException;

    /** A key of each kind of one tenant. */
    record Keys(String id, String secret, String apiKey) {}

    /** Where the server is. */
    record Place(HttpClient client, URI http, ManagedChannel channel) implements AutoCloseable {
        static Place of(InetSocketAddress http, InetSocketAddress grpc) {
            return new Place(
                    HttpClient.newHttpClient(),
                    URI.create("http://127.0.0.1:" + http.getPort() + "/"),
                    NettyChannelBuilder.forAddress("127.0.0.1", grpc.getPort())
                            .usePlaintext()
                            .build());
        }

        @Override
        public void close() {
            client.close();
            channel.shutdownNow();
        }
    }

    /** Which members a message of a stream has: what a stream begins with, without its cursor. */
    private static String kinds(Message message) {
        return message.getAllFields().keySet().stream()
                .map(FieldDescriptor::getName)
                .toList()
                .toString();
    }

    private static HttpRequest.Builder request(Place place, HttpRule rule, Operation operation, Message question) {
        String template = switch (rule.getPatternCase()) {
            case GET -> rule.getGet();
            case POST -> rule.getPost();
            case PATCH -> rule.getPatch();
            case PUT -> rule.getPut();
            case DELETE -> rule.getDelete();
            case CUSTOM, PATTERN_NOT_SET -> throw new IllegalArgumentException(operation.name());
        };
        List<String> query = new ArrayList<>();
        query(question, template, query);
        String path = path(template, question);
        boolean hasBody = rule.getBody().equals("*");
        URI uri = URI.create(
                place.http() + path.substring(1) + (hasBody || query.isEmpty() ? "" : "?" + String.join("&", query)));
        byte[] body = new MessageWriter(Dialect.REST).write(operation.input(), question);
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(
                        rule.getPatternCase().name(),
                        hasBody ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
    }

    private static String path(String template, Message question) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(encoded(
                        value(question, List.of(variable.group(1).split("\\."))).toString())));
    }

    private static Object value(Message message, List<String> fields) {
        Object value = message.getField(message.getDescriptorForType().findFieldByName(fields.getFirst()));
        return fields.size() == 1 ? value : value((Message) value, fields.subList(1, fields.size()));
    }

    private static void query(Message question, String template, List<String> query) {
        query(question, "", "", template, query);
    }

    /**
     * @param fields what leads to the message, by the names of the contract's fields
     * @param members the same by the names that clients know
     */
    private static void query(Message message, String fields, String members, String template, List<String> query) {
        message.getAllFields().forEach((field, value) -> {
            String name = members + field.getJsonName();
            if (value instanceof Timestamp time) {
                query.add(name + "="
                        + encoded(Instant.ofEpochSecond(time.getSeconds()).toString()));
            } else if (value instanceof Message within) {
                boolean inline = field.getOptions().getExtension(Options.member).getInline();
                query(within, fields + field.getName() + ".", inline ? members : name + ".", template, query);
            } else if (value instanceof List<?> values) {
                values.forEach(each -> query.add(name + "=" + encoded(each.toString())));
            } else if (!template.contains("{" + fields + field.getName() + "}")) {
                query.add(name + "=" + encoded(value.toString()));
            }
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
