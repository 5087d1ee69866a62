package dev.stepwell.gateway.rest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageReader;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.shapes.GivenLists;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.ShapeCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the path, query and body of a request as the question that they are, and checks it against its shape. */
final class QuestionReader {
    private static final byte[] NOTHING = {'{', '}'};

    private final MessageReader reader;

    /** Of bodies in that dialect. */
    QuestionReader(Dialect dialect) {
        reader = new MessageReader(dialect);
    }

    /**
     * The question of a request whose path was found.
     *
     * @param payload how long payloads may be
     * @throws Fault when it breaks rules of its shape
     */
    Message read(Routes.Found.Match match, SignedRequest request, long payload) throws Unreadable {
        Operation operation = match.route().operation();
        Arguments arguments = new Arguments(operation.input());
        for (Map.Entry<Variable, String> variable : match.variables().entrySet()) {
            arguments.put(variable.getKey().way(), variable.getValue());
        }
        byte[] body = new byte[0];
        Set<String> emptyLists = Set.of();
        if (match.route().body()) {
            MessageReader.Read read =
                    reader.read(operation.input(), request.body().length == 0 ? NOTHING : request.body());
            body = read.wire();
            emptyLists = read.emptyLists();
        } else {
            arguments.query(request.query());
            resume(operation, request, arguments);
        }
        return checked(operation, joined(body, arguments.wire()), emptyLists, payload);
    }

    /** A browser that comes back to a stream says where it was, while its address still says where it began. */
    private static void resume(Operation operation, SignedRequest request, Arguments arguments) throws Unreadable {
        List<String> last = request.header("last-event-id");
        Member cursor = operation.input().named(EventStream.CURSOR);
        if (operation.isStream() && cursor != null && last.size() == 1) {
            arguments.replace(cursor, last.getFirst());
        }
    }

    private static Message checked(Operation operation, byte[] wire, Set<String> emptyLists, long payload) {
        List<String> findings = ShapeCheck.findings(operation.input(), wire, GivenLists.of(emptyLists), payload);
        if (!findings.isEmpty()) {
            throw new Fault("ValidationException", ShapeCheck.message(findings));
        }
        try {
            return operation.request().getParserForType().parseFrom(wire);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the reader wrote what the parser cannot read", e);
        }
    }

    /** What comes last counts: the path has the last word over the body. */
    private static byte[] joined(byte[] body, byte[] arguments) {
        byte[] both = Arrays.copyOf(body, body.length + arguments.length);
        System.arraycopy(arguments, 0, both, body.length, arguments.length);
        return both;
    }
}
