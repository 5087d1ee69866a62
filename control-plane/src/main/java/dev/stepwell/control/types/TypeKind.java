package dev.stepwell.control.types;

/** What a type is a type of. Stored by name: never rename one. */
public enum TypeKind {
    /** Executions. */
    WORKFLOW("WorkflowType"),
    /** Activity tasks. */
    ACTIVITY("ActivityType");

    private final String word;

    TypeKind(String word) {
        this.word = word;
    }

    /** A type of this kind as AWS's errors print it. */
    String print(TypeName type) {
        return word + "=[name=" + type.name() + ", version=" + type.version() + "]";
    }
}
