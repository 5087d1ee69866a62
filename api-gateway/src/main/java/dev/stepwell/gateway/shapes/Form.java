package dev.stepwell.gateway.shapes;

/** How many values a member has, and what they travel in. */
public enum Form {
    /** One value. */
    ONE,
    /** A list: a repeated field. */
    LIST,
    /** A list that knows absent from empty: a message with one repeated field, which clients see as the list itself. */
    VESSEL,
    /** A map: repeated messages of a key and a value, as protobuf's own maps are on the wire. */
    MAP
}
