namespace Outreach;

/// <summary>The repository that a test was built in, for tests that read its files. Compiled into each test project.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <param name="file">Relative to the root.</param>
    public static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Outreach.sln"))) return folder.FullName;
        throw new InvalidOperationException("No Outreach.sln above the tests.");
    }
}
