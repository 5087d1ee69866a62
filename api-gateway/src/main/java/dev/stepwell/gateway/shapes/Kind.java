package dev.stepwell.gateway.shapes;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;

/** What a single value is. */
public enum Kind {
    STRING,
    BOOLEAN,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    TIMESTAMP,
    STRUCTURE;

    static Kind of(FieldDescriptor field) {
        return switch (field.getType()) {
            case STRING -> STRING;
            case BOOL -> BOOLEAN;
            case INT32 -> INTEGER;
            case INT64 -> LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case MESSAGE ->
                field.getMessageType()
                                .getFullName()
                                .equals(Timestamp.getDescriptor().getFullName())
                        ? TIMESTAMP
                        : STRUCTURE;
            case BYTES, UINT32, UINT64, SINT32, SINT64, FIXED32, FIXED64, SFIXED32, SFIXED64, ENUM, GROUP ->
                throw new IllegalArgumentException("the contract does not use " + field.getType() + ": " + field);
        };
    }
}
