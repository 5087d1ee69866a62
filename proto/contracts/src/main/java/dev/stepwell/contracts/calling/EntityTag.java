package dev.stepwell.contracts.calling;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.options.v1.Options;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a resource that can be changed is known by as it stands: a digest of what is answered to who reads it. So every node has the same, it
 * changes with everything that can be seen but what the contract says changes by itself ({@code untagged}), and nobody has to keep it.
 *
 * @param text of {@link #LENGTH} characters, as it stands between the quotes of an ETag
 */
public record EntityTag(String text) {
    /** How long each is. */
    public static final int LENGTH = 24;

    private static final int BYTES = LENGTH / 4 * 3;

    /** What changes by itself, by the message that it is a part of. */
    private static final Map<Descriptor, List<FieldDescriptor>> UNTAGGED = new ConcurrentHashMap<>();

    /** Whether a tag stands for all that such a message shows. */
    public static boolean isOfAll(Descriptor message) {
        return untagged(message).isEmpty();
    }

    private static List<FieldDescriptor> untagged(Descriptor message) {
        return UNTAGGED.computeIfAbsent(
                message,
                type -> type.getFields().stream()
                        .filter(field ->
                                field.getOptions().getExtension(Options.member).getUntagged())
                        .toList());
    }

    /** The tag of a resource that is shown by this message. */
    public static EntityTag of(Message message) {
        List<FieldDescriptor> untagged = untagged(message.getDescriptorForType());
        if (untagged.isEmpty()) {
            return ofAll(message);
        }
        Message.Builder rest = message.toBuilder();
        untagged.forEach(rest::clearField);
        return ofAll(rest.build());
    }

    private static EntityTag ofAll(Message shown) {
        byte[] bytes = new byte[shown.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            shown.writeTo(out);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
