package dev.stepwell.execution.items;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.DeleteObjectRequest;
import dev.stepwell.contracts.platform.v1.DeleteObjectResponse;
import dev.stepwell.contracts.platform.v1.GetObjectRequest;
import dev.stepwell.contracts.platform.v1.GetObjectResponse;
import dev.stepwell.contracts.platform.v1.ListObjectsRequest;
import dev.stepwell.contracts.platform.v1.ListObjectsResponse;
import dev.stepwell.contracts.platform.v1.PutObjectRequest;
import dev.stepwell.contracts.platform.v1.PutObjectResponse;
import dev.stepwell.contracts.platform.v1.StoredObject;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.items.ObjectBook.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes and reads the objects that the platform keeps itself; there are none where the operator has named an S3 endpoint. */
public final class ObjectEndpoints {
    private static final int PART_BYTES = 512 << 10;
    private static final int USUAL = 100;

    private final ObjectStore store;

    /** Endpoints in front of a store. */
    public ObjectEndpoints(ObjectStore store) {
        this.store = store;
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("PutObject", PutObjectRequest.class, this::put)
                .add("GetObject", GetObjectRequest.class, this::get)
                .add("ListObjects", ListObjectsRequest.class, this::list)
                .add("DeleteObject", DeleteObjectRequest.class, this::delete)
                .build();
    }

    private ObjectBook.Shelf shelf(Caller caller) {
        if (store instanceof ObjectBook book) {
            return book.of(caller.tenant());
        }
        throw Faults.validation(
                "This server keeps no objects itself: they are at the S3 endpoint that its operator has named.");
    }

    private PutObjectResponse put(Caller caller, PutObjectRequest request) {
        ObjectBook.Shelf shelf = shelf(caller);
        byte[] bytes = request.getBody().getBytes(StandardCharsets.UTF_8);
        Written written = Waits.read(() -> request.hasAppendTo()
                ? shelf.append(request.getBucket(), request.getKey(), bytes, request.getAppendTo())
                : shelf.begin(request.getBucket(), request.getKey(), bytes));
        return switch (written) {
            case Written.Done done ->
                PutObjectResponse.newBuilder()
                        .setVersion(done.version())
                        .setSize(done.size())
                        .build();
            case Written.Changed changed ->
                throw new Fault("ConflictException", "The object has no such version now; nothing was written.");
            case Written.Full full ->
                throw new Fault(
                        "ServiceQuotaExceededException",
                        "The account's objects would take more bytes than they may; nothing was written.");
        };
    }

    private GetObjectResponse get(Caller caller, GetObjectRequest request) {
        ObjectBook.Shelf shelf = shelf(caller);
        TenantObjects.Entry entry = Waits.read(() -> shelf.find(request.getBucket(), request.getKey()))
                .orElseThrow(ObjectEndpoints::unknown);
        long from = request.getOffset();
        byte[] bytes = bytes(shelf, request, entry.version());
        CharBuffer text = CharBuffer.allocate(bytes.length);
        int whole = decode(bytes, text, from + bytes.length >= entry.size());
        GetObjectResponse.Builder answer = GetObjectResponse.newBuilder()
                .setVersion(entry.version())
                .setBody(text.flip().toString());
        if (from + whole < entry.size()) {
            answer.setNextOffset(from + whole);
        }
        return answer.build();
    }

    private static byte[] bytes(ObjectBook.Shelf shelf, GetObjectRequest request, String version) {
        try (InputStream in = Waits.read(() ->
                        shelf.open(request.getBucket(), request.getKey(), request.getOffset(), Optional.of(version)))
                .bytes()) {
            return in.readNBytes(PART_BYTES);
        } catch (ReaderFailure replaced) {
            throw Faults.unavailable(); // between the two looks, or just now: to ask again is to get the new one
        } catch (IOException e) {
            throw Faults.unavailable();
        }
    }

    /** How many of the bytes are whole characters: unless they are the last ones, one may be cut at their end. */
    private static int decode(byte[] bytes, CharBuffer into, boolean last) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, into, last).isError()) {
            throw Faults.validation("The offset is not where a character begins.");
        }
        return in.position();
    }

    private ListObjectsResponse list(Caller caller, ListObjectsRequest request) {
        ObjectBook.Shelf shelf = shelf(caller);
        TenantObjects.Listing listing = Waits.read(() -> shelf.list(
                request.getBucket(),
                request.getPrefix(),
                request.hasStartAfter() ? Optional.of(request.getStartAfter()) : Optional.empty(),
                request.hasMaxResults() ? request.getMaxResults() : USUAL));
        ListObjectsResponse.Builder answer = ListObjectsResponse.newBuilder().setMore(listing.more());
        for (TenantObjects.Entry entry : listing.entries()) {
            answer.addObjects(StoredObject.newBuilder()
                    .setKey(entry.key())
                    .setVersion(entry.version())
                    .setSize(entry.size())
                    .setLastModified(Times.of(entry.modified())));
        }
        return answer.build();
    }

    private DeleteObjectResponse delete(Caller caller, DeleteObjectRequest request) {
        ObjectBook.Shelf shelf = shelf(caller);
        if (!Waits.read(() -> shelf.delete(request.getBucket(), request.getKey()))) {
            throw unknown();
        }
        return DeleteObjectResponse.getDefaultInstance();
    }

    private static Fault unknown() {
        return new Fault("ResourceNotFoundException", "The object does not exist.");
    }
}
