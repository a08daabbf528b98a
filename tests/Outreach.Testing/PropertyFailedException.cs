namespace Outreach.Testing;

/// <summary>A property does not hold for an input.</summary>
public sealed class PropertyFailedException(string test, string seed, string input, Exception inner)
    : Exception($"{test} fails for seed {seed}: record it as seeds: [\"{seed}\"] beside the test.\n{inner.Message}\nInput: {input}", inner)
{
    /// <summary>The seed that makes the input again.</summary>
    public string Seed => seed;

    /// <summary>The input as text.</summary>
    public string Input => input;
}
