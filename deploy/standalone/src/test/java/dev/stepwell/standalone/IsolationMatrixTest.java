package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.options.v1.Reference;
import dev.stepwell.contracts.options.v1.Scope;
import dev.stepwell.contracts.swf.v1.ExecutionTimeFilter;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.SwfTaskList;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every action × every input that refers to something × who owns it × the three protocols: what another tenant has cannot be told from
 * what nobody has. The rows are made from the contract, so a new action has its rows, or fails here because nobody owns anything that
 * it could refer to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationMatrixTest {
    /** Names of one length, so that whatever counts bytes counts the same. */
    private static final String THEIRS = "isolated";

    private static final String NOBODYS = "vanished";
    private static final String BOTHS = "twinning";
    private static final String NO_ACCOUNT = "999999999999";

    private Stores stores;
    private Server server;
    private Spelling.Place place;
    /** Who takes the ARN of a machine with a mock profile behind it. */
    private static final Set<String> MOCKED = Set.of("StartExecution", "StartSyncExecution", "StartExecutionAt");

    private Estate theirs;
    private Estate theirTwins;
    private Estate ours;
    private int probes;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        Options options = OptionsReader.read(
                "--data", data.toString(), "--cache", "target/cache", "--http-port", "0", "--grpc-port", "0");
        stores = Stores.embedded(options.data(), options.cache());
        server = Server.start(options, stores.access());
        server.awaitReady(options);
        place = Spelling.Place.of(server.http(), server.grpc().orElseThrow());
        ControlPlane control = server.control().orElseThrow();
        theirs = new Estate(control, place, "theirs").fill(THEIRS);
        theirTwins = new Estate(control, place, "twins").fill(BOTHS);
        ours = new Estate(control, place, "ours").fill(BOTHS);
    }

    @AfterAll
    void stop() {
        ours.close();
        theirTwins.close();
        theirs.close();
        place.close();
        server.close();
        stores.close();
    }

    @Test
    void whatAnotherTenantHasCannotBeToldFromWhatNobodyHas() throws Exception {
        Map<String, String> before = whatTheOwnerSees();
        Map<String, String> leaks = new TreeMap<>();
        int rows = 0;
        for (Operation operation : tenantsOperations()) {
            for (Questions.Path path : Questions.references(operation)) {
                rows++;
                for (Spelling spelling : Spelling.values()) {
                    compare(operation, path, spelling, leaks);
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(rows).as("rows").isGreaterThanOrEqualTo(45);
        assertThat(probes).as("probes").isGreaterThanOrEqualTo(500);
        assertThat(whatTheOwnerSees()).as("nothing of it was touched").isEqualTo(before);
    }

    /** The matrix would hold as well if every question were refused: the owner gets another answer than strangers do. */
    @Test
    void theOwnerGetsAnotherAnswer() throws Exception {
        for (Operation operation : tenantsOperations()) {
            if (!operation.rule().getRead() || operation.isStream()) {
                continue; // deletions say the same to everybody, and watches are silent until something happens
            }
            for (Questions.Path path : Questions.references(operation)) {
                if (path.kind() == Reference.REFERENCE_ARN) {
                    String value = theirs.reference(path.last());
                    Message question = Questions.with(operation, path, value, theirs);
                    assertThat(Spelling.GRPC.ask(place, theirs.keys(), operation, question))
                            .as("%s.%s", operation.name(), path)
                            .isNotEqualTo(Spelling.GRPC.ask(place, ours.keys(), operation, question));
                }
            }
        }
    }

    @Test
    void overAWorkersStreamItCannotBeToldEither() throws Exception {
        Map<String, String> leaks = new TreeMap<>();
        List<Hello> hellos = List.of(
                Hello.newBuilder()
                        .addActivityArns(ours.reference("activity_arn"))
                        .build(),
                decides(SwfEstate.NAME));
        for (Hello hello : hellos) {
            for (FieldDescriptor kind : StreamQuestion.kinds()) {
                for (String token : List.of("task_token", "swf.task_token")) {
                    Map<String, String> answers = new TreeMap<>();
                    for (Map.Entry<String, String> variant :
                            forged(theirs.reference(token)).entrySet()) {
                        String told = StreamQuestion.report(place, ours.keys(), hello, kind, variant.getValue());
                        answers.put(variant.getKey(), plain(told, variant.getValue()));
                    }
                    assertThat(answers.values()).allMatch(told -> told.contains("0 taken"));
                    note(kind.getName() + " on " + token, answers, leaks);
                }
            }
        }
        note("hello to a domain", Map.of("theirs", hello(decides(THEIRS)), "nobody's", hello(decides(NOBODYS))), leaks);
        Map<String, String> activities = new TreeMap<>();
        variantsOf(theirs.reference("activity_arn"), theirTwins.reference("activity_arn"))
                .forEach((whose, arn) -> activities.put(
                        whose, hello(Hello.newBuilder().addActivityArns(arn).build())));
        note("hello to an activity", activities, leaks);
        assertThat(leaks).isEmpty();
    }

    private static Hello decides(String domain) {
        return Hello.newBuilder()
                .addSwfTaskLists(SwfTaskList.newBuilder()
                        .setDomain(domain)
                        .setName(SwfEstate.NAME)
                        .setKind(SwfTaskList.Kind.KIND_DECISIONS))
                .build();
    }

    private String hello(Hello hello) {
        return plain(
                StreamQuestion.ask(
                        place,
                        ours.keys(),
                        WorkRequest.newBuilder().setHello(hello).build()),
                "<nothing>");
    }

    private static void note(String question, Map<String, String> answers, Map<String, String> leaks) {
        if (new HashSet<>(answers.values()).size() > 1) {
            leaks.put(question, answers.toString());
        }
    }

    private void compare(Operation operation, Questions.Path path, Spelling spelling, Map<String, String> leaks)
            throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        Map<Boolean, Set<String>> kinds = new HashMap<>();
        for (Map.Entry<String, String> variant : variants(operation, path).entrySet()) {
            Message question = Questions.with(operation, path, variant.getValue(), ours);
            Optional<String> answer = spelling.ask(place, ours.keys(), operation, question);
            if (answer.isPresent()) {
                probes++;
                String plain = plain(answer.get(), variant.getValue());
                answers.put(variant.getKey(), plain);
                kinds.computeIfAbsent(isRefusedUnseen(path, variant.getValue()), unseen -> new HashSet<>())
                        .add(plain);
            }
        }
        if (kinds.values().stream().anyMatch(different -> different.size() > 1)) {
            leaks.put(operation.name() + "." + path + " by " + spelling, answers.toString());
        }
    }

    /** A filter says of an ARN that its account is not the asker's, which the asker can see as well; existing or not, all are told so. */
    private boolean isRefusedUnseen(Questions.Path path, String value) {
        boolean filters = path.fields().getFirst().getName().equals("filter");
        return filters && !value.contains(ours.account());
    }

    /** Somebody else's, beside what is nobody's in every way that a stranger could think of. */
    private Map<String, String> variants(Operation operation, Questions.Path path) {
        FieldDescriptor member = path.last();
        return switch (path.kind()) {
            case REFERENCE_ARN -> {
                Map<String, String> arns = variantsOf(theirs.reference(member), theirTwins.reference(member));
                if (MOCKED.contains(operation.name())) {
                    arns.put("theirs, mocked", theirs.reference(member) + "#" + Estate.MOCK);
                }
                yield arns;
            }
            case REFERENCE_SWF_DOMAIN, REFERENCE_SCHEDULE -> Map.of("theirs", THEIRS, "nobody\'s", NOBODYS);
            case REFERENCE_TASK_TOKEN -> forged(theirs.reference(member));
            case REFERENCE_PAGE_TOKEN -> forged(pageToken(operation));
            case REFERENCE_KEY_ID -> {
                String real = theirs.reference(member);
                yield Map.of("theirs", real, "nobody's", "AKIA" + "7".repeat(real.length() - 4));
            }
            case REFERENCE_WEBHOOK, REFERENCE_BULK_OPERATION ->
                Map.of("theirs", theirs.reference(member), "nobody's", "00000000-0000-7000-8000-000000000000");
            case REFERENCE_AWS_SERVICE ->
                Map.of("theirs", theirs.reference(member), "nobody's", Estate.service(NOBODYS));
            case REFERENCE_ACCOUNT, REFERENCE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("no reference: " + path);
        };
    }

    private Map<String, String> variantsOf(String real, String namedLikeOurs) {
        return new LinkedHashMap<>(Map.of(
                "theirs", real,
                "theirs, named like ours", namedLikeOurs,
                "nobody's in their account", real.replace(THEIRS, NOBODYS),
                "nobody's in ours", real.replace(THEIRS, NOBODYS).replace(theirs.account(), ours.account()),
                "their name in our account", real.replace(theirs.account(), ours.account()),
                "in no account", real.replace(theirs.account(), NO_ACCOUNT)));
    }

    private static Map<String, String> forged(String real) {
        int middle = real.length() / 2;
        char other = real.charAt(middle) == 'A' ? 'B' : 'A';
        return Map.of("theirs", real, "forged", real.substring(0, middle) + other + real.substring(middle + 1));
    }

    /** The token of their next page of that very list. */
    private String pageToken(Operation operation) {
        Message.Builder question = Questions.own(operation, theirs).toBuilder();
        question.setField(named(question.getDescriptorForType(), "max_results", "maximum_page_size", "limit"), 1);
        if (operation.name().equals("ListExecutions")) {
            question.setField(
                    question.getDescriptorForType().findFieldByName("state_machine_arn"),
                    theirs.reference("state_machine_arn"));
        }
        if (operation.name().equals("ListClosedWorkflowExecutions")) {
            question.setField(
                    question.getDescriptorForType().findFieldByName("start_time_filter"),
                    ExecutionTimeFilter.newBuilder()
                            .setOldestDate(Timestamp.getDefaultInstance())
                            .build());
        }
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + theirs.keys().apiKey());
        Message asked = question.build();
        // What is logged comes a moment behind the commits.
        return await("next page of " + operation.name())
                .until(
                        () -> {
                            Message answer = ClientCalls.blockingUnaryCall(
                                    ClientInterceptors.intercept(
                                            place.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
                                    operation.method(),
                                    CallOptions.DEFAULT,
                                    asked);
                            return (String) answer.getField(
                                    named(answer.getDescriptorForType(), "next_token", "next_page_token"));
                        },
                        token -> !token.isEmpty());
    }

    /** The field that the message has of these. */
    private static FieldDescriptor named(Descriptor message, String... names) {
        return Arrays.stream(names)
                .map(message::findFieldByName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** An answer without what the asker said, and without what is never the same twice. */
    private String plain(String answer, String value) {
        return answer.replace(value, "<given>")
                .replaceAll(
                        theirs.account() + "|" + theirTwins.account() + "|" + ours.account() + "|" + NO_ACCOUNT,
                        "<account>")
                .replaceAll(THEIRS + "|" + NOBODYS + "|" + BOTHS, "<name>")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{10}(\\.\\d+)?|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|(seconds|nanos): \\d+", "<time>");
    }

    private Map<String, String> whatTheOwnerSees() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        for (Operation operation : tenantsOperations()) {
            boolean lists = Questions.references(operation).stream()
                    .anyMatch(path -> path.kind() == Reference.REFERENCE_PAGE_TOKEN);
            boolean described = operation.name().startsWith("Describe");
            if (operation.rule().getRead() && described && !lists) {
                Message question = Questions.own(operation, theirs);
                seen.put(
                        operation.name(),
                        Spelling.GRPC
                                .ask(place, theirs.keys(), operation, question)
                                .orElseThrow());
            }
        }
        return seen;
    }

    /** What tenants may ask for: operators stand above them, and sessions come before anybody is known. */
    private static List<Operation> tenantsOperations() {
        return Services.ofTheContract().all().stream()
                .filter(operation -> operation.rule().getPlane() != Plane.PLANE_GATEWAY)
                .filter(operation -> operation.rule().getScope() != Scope.SCOPE_OPERATOR)
                .toList();
    }
}
